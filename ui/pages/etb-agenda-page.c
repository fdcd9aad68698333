/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of dates: see the header. Derived anew whenever the dossier changes. */

#include "etb-agenda-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "etb-agenda.h"
#include "etb-file-dialogs.h"
#include "etb-instant.h"
#include "etb-notice.h"

struct _EtbAgendaPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  GtkWidget *list_holder;
  EtbNotice *saved;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (EtbAgendaPage, etb_agenda_page, ETB_TYPE_PAGE_FRAME)

/* ---- The list ---------------------------------------------------------------------------------
 */

static const char *
icon_of (EtbDateKind kind)
{
  switch (kind)
    {
    case ETB_DATE_DEADLINE:
      return "alarm-symbolic";
    case ETB_DATE_ERRAND:
      return "mail-send-symbolic";
    default:
      return "x-office-calendar-symbolic";
    }
}

static char *
describe_when (const EtbAgendaDate *date)
{
  return date->instant != NULL ? etb_instant_describe (date->instant)
                               : etb_instant_describe_date (date->when);
}

/* What a date is does not depend on its icon or its grey: the words say it. */
static GtkWidget *
make_row (const EtbAgendaDate *date, gboolean past)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = etb_decoration_new (icon_of (date->kind));
  g_autofree char *when = describe_when (date);
  g_autofree char *title
      = past ? g_markup_printf_escaped (_ ("%s (past)"), when) : g_markup_escape_text (when, -1);
  /* The sentence of an errand names its piece. */
  g_autofree char *words = g_markup_escape_text (
      date->kind == ETB_DATE_ERRAND ? date->description : date->summary, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (past)
    gtk_widget_add_css_class (row, "etb-quiet");
  return row;
}

static GtkWidget *
make_list (EtbAgendaPage *self, GPtrArray *dates, GDateTime *at)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Dates"), -1);
  for (guint i = 0; i < dates->len; i++)
    {
      const EtbAgendaDate *date = g_ptr_array_index (dates, i);

      gtk_list_box_append (GTK_LIST_BOX (list),
                           make_row (date, etb_agenda_date_is_past (date, at)));
    }
  return list;
}

/* Returns: (transfer full) (element-type EtbAgendaDate) */
static GPtrArray *
list_to_come (EtbDossier *dossier, GDateTime *at)
{
  GPtrArray *dates = etb_agenda_of_dossier (dossier);

  for (guint i = dates->len; i > 0; i--)
    if (etb_agenda_date_is_past (g_ptr_array_index (dates, i - 1), at))
      g_ptr_array_remove_index (dates, i - 1);
  return dates;
}

static void
refresh (EtbAgendaPage *self)
{
  g_autoptr (GDateTime) at = etb_dossier_get_at (self->dossier);
  g_autoptr (GPtrArray) dates = etb_agenda_of_dossier (self->dossier);
  g_autoptr (GPtrArray) to_come = list_to_come (self->dossier, at);

  adw_bin_set_child (ADW_BIN (self->list_holder),
                     dates->len > 0
                         ? make_list (self, dates, at)
                         : etb_words_new (_ ("The call names no date for this track."), NULL));
  gtk_widget_set_sensitive (self->save, to_come->len > 0);
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

gboolean
etb_agenda_page_save (EtbAgendaPage *self, GFile *file)
{
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GPtrArray) dates = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (ETB_IS_AGENDA_PAGE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  at = etb_dossier_get_at (self->dossier);
  dates = list_to_come (self->dossier, at);
  text = etb_agenda_write (dates, at);
  name = g_file_get_parse_name (file);
  if (!g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                NULL, &error))
    {
      words = g_strdup_printf (_ ("“%s” cannot be written: %s"), name, error->message);
      etb_notice_say (self->saved, ETB_NOTICE_ERROR, words);
      return FALSE;
    }
  words = g_strdup_printf (_ ("The dates were written to “%s”. Open that file with your agenda: it "
                              "reminds you fourteen days, three days and one day before a "
                              "deadline."),
                              name);
  etb_notice_say (self->saved, ETB_NOTICE_GOOD, words);
  return TRUE;
}

/* A program that is there for it is asked to take the file; without one the words say what to do.
 */
static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbAgendaPage) self = data;
  g_autoptr (GFile) file = etb_file_dialog_finish (result, NULL);
  g_autoptr (GAppInfo) agenda = g_app_info_get_default_for_type ("text/calendar", FALSE);
  g_autofree char *uri = NULL;

  if (file == NULL || self->dossier == NULL || !etb_agenda_page_save (self, file) || agenda == NULL)
    return;
  uri = g_file_get_uri (file);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static void
on_save_clicked (EtbAgendaPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  etb_file_dialog_save_agenda_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     etb_dossier_get_file (self->dossier), on_file_chosen,
                                     g_object_ref (self));
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static void
etb_agenda_page_dispose (GObject *object)
{
  g_clear_object (&ETB_AGENDA_PAGE (object)->dossier);
  G_OBJECT_CLASS (etb_agenda_page_parent_class)->dispose (object);
}

static void
etb_agenda_page_class_init (EtbAgendaPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_agenda_page_dispose;
}

static void
etb_agenda_page_init (EtbAgendaPage *self)
{
  self->list_holder = adw_bin_new ();
  self->saved = ETB_NOTICE (etb_notice_new (ETB_NOTICE_GOOD, NULL));
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->saved));
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->list_holder);
}

GtkWidget *
etb_agenda_page_new (EtbDossier *dossier)
{
  EtbAgendaPage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_AGENDA_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  etb_page_frame_set_title (ETB_PAGE_FRAME (self), _ ("Dates"));
  etb_page_frame_set_lead (ETB_PAGE_FRAME (self),
                           _ ("What the call says of its dates, and by when to ask others for the "
                              "documents that this dossier still lacks."));
  etb_page_frame_add_button (ETB_PAGE_FRAME (self), _ ("Back to the _Tasks"), "dossier.tasks");
  self->save = etb_page_frame_add_button (ETB_PAGE_FRAME (self), _ ("_Add to My Agenda…"), NULL);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (on_save_clicked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
