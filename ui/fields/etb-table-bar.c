/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Copying and pasting a table: see the header. Made by EtbTableView. */

#include "etb-table-bar.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-table-clip.h"
#include "etb-wrap-layout.h"

struct _EtbTableBar
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  const EtbItem *table;
  GtkWidget *paste;
  GtkWidget *said;
};

enum
{
  PASTING,
  PASTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbTableBar, etb_table_bar, GTK_TYPE_BOX)

static void
say (EtbTableBar *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->said), text);
  gtk_widget_set_visible (self->said, *text != '\0');
}

/* ---- Copying ----------------------------------------------------------------------------------
 */

static void
on_copy (GtkButton *button, EtbTableBar *self)
{
  g_autofree char *text = NULL;

  g_signal_emit (self, signals[PASTING], 0);
  text = etb_table_clip_write (etb_dossier_get_evaluation (self->dossier), self->table);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  say (self, _ ("The table is copied: paste it in a spreadsheet."));
}

/* ---- Pasting ----------------------------------------------------------------------------------
 */

static void
add_sentence (GString *words, const char *sentence)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, sentence);
}

static char *
describe (const EtbTableClip *clip)
{
  GString *words = g_string_new (NULL);
  guint n = clip->paths->len - 1;
  g_autofree char *taken = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u cell filled.", "%u cells filled.", n), n);

  add_sentence (words, n > 0 ? taken : _ ("Nothing there fits in this table."));
  if (clip->unknown->len > 0)
    {
      g_autofree char **names = g_new0 (char *, clip->unknown->len + 1);

      for (guint i = 0; i < clip->unknown->len; i++)
        names[i] = g_ptr_array_index (clip->unknown, i);
      g_autofree char *list = g_strjoinv (", ", names);
      g_autofree char *left = g_strdup_printf (_ ("Rows that are not in this table: %s."), list);
      add_sentence (words, left);
    }
  if (clip->n_left > 0)
    {
      g_autofree char *left
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u amount left out: no cell takes it.",
                                          "%u amounts left out: no cell takes them.", clip->n_left),
                             clip->n_left);
      add_sentence (words, left);
    }
  return g_string_free (words, FALSE);
}

void
etb_table_bar_paste (EtbTableBar *self, const char *text, const char *from)
{
  g_autoptr (EtbTableClip) clip = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (ETB_IS_TABLE_BAR (self));
  g_return_if_fail (text != NULL);

  g_signal_emit (self, signals[PASTING], 0);
  clip = etb_table_clip_read (etb_dossier_get_evaluation (self->dossier), self->table, text, from);
  if (clip->paths->len > 1
      && !etb_dossier_paste (self->dossier, self->table->label,
                             (const char *const *)clip->paths->pdata,
                             (const char *const *)clip->typed->pdata, &error))
    {
      say (self, error->message);
      return;
    }
  g_signal_emit (self, signals[PASTED], 0);
  words = describe (clip);
  say (self, words);
}

static void
on_clipboard_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EtbTableBar) self = ETB_TABLE_BAR (user_data);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->dossier == NULL)
    return;
  if (text != NULL && *text != '\0')
    etb_table_bar_paste (self, text, NULL);
  else
    say (self, _ ("There is nothing to paste. Copy cells in your spreadsheet first."));
}

static void
on_paste (GtkButton *button, EtbTableBar *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 on_clipboard_read, g_object_ref (self));
}

/* ---- Making -----------------------------------------------------------------------------------
 */

static GtkWidget *
add_button (GtkBox *row, const char *label, GCallback clicked, EtbTableBar *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (row, button);
  return button;
}

/* A dossier that became read-only, or that a helper was not given, takes nothing. */
static void
on_dossier_verdicts_changed (EtbDossier *dossier, EtbTableBar *self)
{
  gtk_widget_set_sensitive (self->paste, !etb_dossier_is_read_only (dossier));
}

static void
etb_table_bar_dispose (GObject *object)
{
  g_clear_object (&ETB_TABLE_BAR (object)->dossier);
  G_OBJECT_CLASS (etb_table_bar_parent_class)->dispose (object);
}

static void
etb_table_bar_class_init (EtbTableBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_table_bar_dispose;
  signals[PASTING] = g_signal_new ("pasting", ETB_TYPE_TABLE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[PASTED] = g_signal_new ("pasted", ETB_TYPE_TABLE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
etb_table_bar_init (EtbTableBar *self)
{
  GtkWidget *row = etb_wrap_box_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  add_button (GTK_BOX (row), _ ("Cop_y the Table"), G_CALLBACK (on_copy), self);
  self->paste
      = add_button (GTK_BOX (row), _ ("_Paste From a Spreadsheet"), G_CALLBACK (on_paste), self);
  gtk_box_append (GTK_BOX (self), row);
  self->said = etb_words_new (NULL, "etb-quiet");
  gtk_widget_set_visible (self->said, FALSE);
  gtk_box_append (GTK_BOX (self), self->said);
}

GtkWidget *
etb_table_bar_new (EtbDossier *dossier, const EtbItem *table)
{
  EtbTableBar *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (table != NULL && table->kind == ETB_ITEM_TABLE, NULL);

  self = g_object_new (ETB_TYPE_TABLE_BAR, NULL);
  self->dossier = g_object_ref (dossier);
  self->table = table;
  on_dossier_verdicts_changed (dossier, self);
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (on_dossier_verdicts_changed),
                           self, 0);
  return GTK_WIDGET (self);
}
