/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Noting a deposit: see the header. What is shown follows the dossier: nothing is kept here but
 * what is being typed. Used by the page after the signature. */

#include "etb-deposit-card.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-date-entry.h"
#include "etb-notice.h"

struct _EtbDepositCard
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  GtkWidget *form;
  GtkWidget *day, *hour, *receipt;
  GtkWidget *problems[3]; /* by EtbDepositError */
  GtkWidget *refusal;     /* of what the file does not take */
  GtkWidget *noted;
  GtkWidget *words; /* notice of what was noted */
  GtkWidget *take_back;
};

G_DEFINE_FINAL_TYPE (EtbDepositCard, etb_deposit_card, GTK_TYPE_BOX)

static void
show (EtbDepositCard *self)
{
  const EtbDeposit *deposit = etb_dossier_get_deposit (self->dossier);
  g_autofree char *facts = deposit != NULL ? etb_deposit_describe (deposit) : NULL;
  g_autofree char *words
      = deposit != NULL ? g_strdup_printf (_ ("Deposited, as you noted: %s."), facts) : NULL;

  gtk_widget_set_visible (self->form, deposit == NULL);
  gtk_widget_set_visible (self->noted, deposit != NULL);
  if (words != NULL)
    etb_notice_say (ETB_NOTICE (self->words), ETB_NOTICE_GOOD, words);
}

/* ---- Acts -------------------------------------------------------------------------------------
 */

static GtkWidget *
get_day (EtbDepositCard *self)
{
  return etb_date_entry_get_control (ETB_DATE_ENTRY (self->day));
}

/* Beside the field that is wrong; the focus goes there. NULL: nothing is wrong. */
static void
complain (EtbDepositCard *self, const GError *error)
{
  GtkWidget *const fields[] = { [ETB_DEPOSIT_ERROR_DAY] = get_day (self),
                                [ETB_DEPOSIT_ERROR_HOUR] = self->hour,
                                [ETB_DEPOSIT_ERROR_RECEIPT] = self->receipt };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const gboolean wrong = g_error_matches (error, ETB_DEPOSIT_ERROR, (int)i);

      etb_notice_complain (ETB_NOTICE (self->problems[i]), fields[i],
                           wrong ? error->message : NULL);
      if (wrong)
        gtk_widget_grab_focus (fields[i]);
    }
}

static void
on_note (EtbDepositCard *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDeposit) deposit
      = etb_deposit_read (etb_date_entry_get_typed (ETB_DATE_ENTRY (self->day)),
                          gtk_editable_get_text (GTK_EDITABLE (self->hour)),
                          gtk_editable_get_text (GTK_EDITABLE (self->receipt)), now, &error);

  complain (self, error);
  if (deposit == NULL)
    return;
  if (etb_dossier_record_deposit (self->dossier, deposit, &error))
    gtk_widget_grab_focus (self->take_back);
  else
    etb_notice_say (ETB_NOTICE (self->refusal), ETB_NOTICE_ERROR, error->message);
}

/* What was typed is still in the form, to be put right. */
static void
on_take_back (EtbDepositCard *self)
{
  g_autoptr (GError) error = NULL;

  if (etb_dossier_record_deposit (self->dossier, NULL, &error))
    gtk_widget_grab_focus (get_day (self));
  else
    etb_notice_say (ETB_NOTICE (self->refusal), ETB_NOTICE_ERROR, error->message);
}

/* ---- Class ------------------------------------------------------------------------------------
 */

static void
etb_deposit_card_dispose (GObject *object)
{
  g_clear_object (&ETB_DEPOSIT_CARD (object)->dossier);
  G_OBJECT_CLASS (etb_deposit_card_parent_class)->dispose (object);
}

static void
etb_deposit_card_class_init (EtbDepositCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_deposit_card_dispose;
}

/* A label, the control it names, and room for what is wrong with it. */
static void
append_field (EtbDepositCard *self, const char *words, GtkWidget *child, GtkWidget *control,
              EtbDepositError problem)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  self->problems[problem] = etb_notice_new (ETB_NOTICE_ERROR, NULL);
  gtk_box_append (GTK_BOX (self->form), label);
  gtk_box_append (GTK_BOX (self->form), child);
  gtk_box_append (GTK_BOX (self->form), self->problems[problem]);
}

static GtkWidget *
make_button (GtkWidget *box, const char *words, GCallback callback, EtbDepositCard *self)
{
  GtkWidget *button = gtk_button_new ();

  etb_button_set_words (button, words);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 6);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
etb_deposit_card_init (EtbDepositCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "etb-inset");

  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->day = etb_date_entry_new (_ ("Day of the deposit"));
  append_field (self, _ ("_Day of the deposit, for instance 15/10/2019"), self->day, get_day (self),
                         ETB_DEPOSIT_ERROR_DAY);
  self->hour = gtk_entry_new ();
  append_field (self, _ ("_Hour, in Paris time (optional), for instance 14:32"), self->hour,
                         self->hour, ETB_DEPOSIT_ERROR_HOUR);
  self->receipt = gtk_entry_new ();
  append_field (self, _ ("N_umber of the receipt, or how it came"), self->receipt, self->receipt,
                         ETB_DEPOSIT_ERROR_RECEIPT);
  make_button (self->form, _ ("_Note the Deposit"), G_CALLBACK (on_note), self);

  self->noted = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->words = etb_notice_new (ETB_NOTICE_GOOD, NULL);
  gtk_box_append (GTK_BOX (self->noted), self->words);
  self->take_back = make_button (self->noted, _ ("That is not right: take it _back"),
                                                 G_CALLBACK (on_take_back), self);

  self->refusal = etb_notice_new (ETB_NOTICE_ERROR, NULL);
  gtk_box_append (GTK_BOX (self), self->form);
  gtk_box_append (GTK_BOX (self), self->noted);
  gtk_box_append (GTK_BOX (self), self->refusal);
}

GtkWidget *
etb_deposit_card_new (EtbDossier *dossier)
{
  EtbDepositCard *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_DEPOSIT_CARD, NULL);
  self->dossier = g_object_ref (dossier);
  gtk_widget_set_sensitive (self->form, !etb_dossier_is_read_only (dossier));
  gtk_widget_set_sensitive (self->take_back, !etb_dossier_is_read_only (dossier));
  g_signal_connect_object (dossier, "deposit-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
