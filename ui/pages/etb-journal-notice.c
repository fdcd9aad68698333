/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is wrong with the journal: see the header. */

#include "etb-journal-notice.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-dossier-journal.h"

struct _EtbJournalNotice
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  GCancellable *checking; /* cancelled when the notice goes: nobody waits while holding it */
};

G_DEFINE_FINAL_TYPE (EtbJournalNotice, etb_journal_notice, GTK_TYPE_BOX)

static void
say (EtbJournalNotice *self, const char *words)
{
  GtkWidget *button = gtk_button_new ();

  gtk_box_append (GTK_BOX (self), etb_notice_new_framed (ETB_NOTICE_WARNING, words));
  etb_button_set_words (button, _ ("See the _Journal"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "journal");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dossier.page");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), button);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* A file that cannot be read at all is said by whatever reads it for its own sake. */
static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  EtbJournalNotice *self = user_data;
  g_autoptr (EtbJournalCheck) check = etb_dossier_check_journal_finish (result, NULL);
  g_autofree char *words = NULL;

  /* Cancelled: the notice is no more. */
  if (check == NULL)
    return;
  words = etb_dossier_describe_journal_check (self->dossier, check);
  if (words != NULL)
    say (self, words);
}

static void
etb_journal_notice_dispose (GObject *object)
{
  EtbJournalNotice *self = ETB_JOURNAL_NOTICE (object);

  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->dossier);
  G_OBJECT_CLASS (etb_journal_notice_parent_class)->dispose (object);
}

static void
etb_journal_notice_class_init (EtbJournalNoticeClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_journal_notice_dispose;
}

static void
etb_journal_notice_init (EtbJournalNotice *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
etb_journal_notice_new (EtbDossier *dossier)
{
  EtbJournalNotice *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_JOURNAL_NOTICE, NULL);
  self->dossier = g_object_ref (dossier);
  self->checking = g_cancellable_new ();
  etb_dossier_check_journal_async (dossier, self->checking, on_checked, self);
  return GTK_WIDGET (self);
}
