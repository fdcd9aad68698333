/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions: see the header. Copies are compared with the dossier on a thread, one after the
 * other; the page is filled when all are. Made by the dossier view. */

#include "etb-versions-page.h"

#include <glib/gi18n.h>

#include "etb-instant.h"
#include "etb-notice.h"
#include "etb-version.h"
#include "etb-wrap-layout.h"

struct _EtbVersionsPage
{
  EtbPageFrame parent_instance;

  char *file;
  gboolean may_write;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (EtbVersionsPage, etb_versions_page, ETB_TYPE_PAGE_FRAME)

/* ---- Comparing --------------------------------------------------------------------------------
 */

typedef struct
{
  EtbSafetyCopy *copy; /* owned by the list */
  EtbVersion version;
  char *problem; /* why it cannot be compared, or NULL */
} Compared;

typedef struct
{
  GPtrArray *copies;   /* (element-type EtbSafetyCopy) */
  GPtrArray *versions; /* (element-type Compared) */
} Comparison;

static void
compared_free (gpointer data)
{
  g_free (((Compared *)data)->problem);
  g_free (data);
}

static void
comparison_free (gpointer data)
{
  Comparison *self = data;

  g_ptr_array_unref (self->versions);
  g_ptr_array_unref (self->copies);
  g_free (self);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  Comparison *comparison = g_new0 (Comparison, 1);

  comparison->copies = etb_safety_copies_list (file);
  comparison->versions = g_ptr_array_new_with_free_func (compared_free);
  for (guint i = 0; i < comparison->copies->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Compared *compared = g_new0 (Compared, 1);
      g_autoptr (GError) error = NULL;

      compared->copy = comparison->copies->pdata[i];
      if (!etb_version_compare (file, compared->copy->file, &compared->version, &error))
        compared->problem = g_strdup (error->message);
      g_ptr_array_add (comparison->versions, compared);
    }
  g_task_return_pointer (task, comparison, comparison_free);
}

/* ---- Bringing back ----------------------------------------------------------------------------
 */

typedef struct
{
  char *copy;
  char *day;
} Wanted;

static void
wanted_free (gpointer data)
{
  g_free (((Wanted *)data)->copy);
  g_free (((Wanted *)data)->day);
  g_free (data);
}

static char *
restore (EtbClosedAct *act, const char *file, gpointer data, GCancellable *cancellable,
         GError **error)
{
  const Wanted *wanted = data;
  g_autofree char *day = etb_instant_describe_date (wanted->day);

  if (!etb_version_restore (file, wanted->copy, wanted->day, cancellable, error))
    return NULL;
  return g_strdup_printf (_("The version of %s is back. It can be undone."), day);
}

static void
on_bring_back (GtkWidget *button, EtbVersionsPage *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->copy = g_strdup (g_object_get_data (G_OBJECT (button), "copy"));
  wanted->day = g_strdup (g_object_get_data (G_OBJECT (button), "day"));
  etb_page_frame_act (ETB_PAGE_FRAME (self),
                      etb_closed_act_new (_("The earlier version is being brought back…"),
                                             _("This version cannot be brought back"), restore,
                                                wanted, wanted_free));
}

/* ---- Words ------------------------------------------------------------------------------------
 */

static char *
describe_when (const EtbSafetyCopy *copy)
{
  g_autofree char *day = etb_instant_describe_date (copy->day);

  if (copy->kind == ETB_SAFETY_COPY_OPENING)
    return g_strdup (day);
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (copy->made);
  /* Translators: hour of a day, 24 hours. In French: “%-H h %M”. */
  g_autofree char *time = g_date_time_format (made, C_("saved", "%H:%M"));
  /* Translators: a day, an hour. */
  return g_strdup_printf (_("%s at %s, before a version was brought back"), day, time);
}

/* @words: with the count in it, (transfer full) */
static void
add_count (GString *text, guint count, char *words)
{
  if (count > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
  g_free (words);
}

static char *
describe_counts (const EtbVersion *version)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_count (
      text, version->answers,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u answer", "%u answers", version->answers),
                       version->answers));
  add_count (text, version->lines,
             g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line", "%u lines", version->lines),
                              version->lines));
  add_count (
      text, version->files,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u piece", "%u pieces", version->files),
                       version->files));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_same (const EtbVersion *version)
{
  return version->answers + version->lines + version->files == 0 && !version->other_edition;
}

static char *
describe_difference (const EtbVersion *version)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *counts = NULL;

  if (version->other_edition)
    return g_strdup (_("Made for another edition of the call: you can look at it, not bring it "
                       "back."));
  if (is_same (version))
    return g_strdup (_("The same as now"));
  counts = describe_counts (version);
  /* Translators: “3 answers · 1 piece”. */
  g_string_printf (text, _("Differs from now: %s"), counts);
  if (version->lost > 0)
    g_string_append_printf (text, ". %s",
                            _("Heavy files that were removed long ago would not come back."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static GtkWidget *
make_button (const char *words, const char *when)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *description = g_strdup (when);

  etb_button_set_words (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  return button;
}

static GtkWidget *
make_buttons (EtbVersionsPage *self, const Compared *compared, const char *when)
{
  GtkWidget *box = etb_wrap_box_new ();
  GtkWidget *look = make_button (_("Look at It"), when);
  GtkWidget *back;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (look), "s", compared->copy->file);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (look), "win.look");
  gtk_box_append (GTK_BOX (box), look);
  if (!self->may_write || is_same (&compared->version) || compared->version.other_edition)
    return box;
  back = make_button (_("Bring It Back"), when);
  g_object_set_data_full (G_OBJECT (back), "copy", g_strdup (compared->copy->file), g_free);
  g_object_set_data_full (G_OBJECT (back), "day", g_strdup (compared->copy->day), g_free);
  g_signal_connect (back, "clicked", G_CALLBACK (on_bring_back), self);
  gtk_box_append (GTK_BOX (box), back);
  return box;
}

static GtkWidget *
make_card (EtbVersionsPage *self, const Compared *compared)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *when = describe_when (compared->copy);
  g_autofree char *difference = describe_difference (&compared->version);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "etb-card");
  gtk_box_append (GTK_BOX (card), etb_words_new (when, "heading"));
  if (compared->problem != NULL)
    {
      gtk_box_append (GTK_BOX (card), etb_words_new (compared->problem, "error"));
      return card;
    }
  gtk_box_append (GTK_BOX (card), etb_words_new (difference, "etb-quiet"));
  gtk_box_append (GTK_BOX (card), make_buttons (self, compared, when));
  return card;
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer data)
{
  EtbVersionsPage *self = ETB_VERSIONS_PAGE (source);
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);
  Comparison *comparison = g_task_propagate_pointer (G_TASK (result), NULL);

  if (comparison == NULL)
    return;
  etb_page_frame_clear (frame);
  for (guint i = 0; i < comparison->versions->len; i++)
    etb_page_frame_append (frame, make_card (self, comparison->versions->pdata[i]));
  if (comparison->versions->len == 0)
    etb_page_frame_append (
        frame,
        etb_notice_new_framed (ETB_NOTICE_INFORMATION,
                               _("There is no earlier version yet: the first one is kept now, "
                                 "and one more on each day you open this dossier.")));
  comparison_free (comparison);
}

static void
etb_versions_page_dispose (GObject *object)
{
  EtbVersionsPage *self = ETB_VERSIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->file, g_free);
  G_OBJECT_CLASS (etb_versions_page_parent_class)->dispose (object);
}

static void
etb_versions_page_class_init (EtbVersionsPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_versions_page_dispose;
}

static void
etb_versions_page_init (EtbVersionsPage *self)
{
  EtbPageFrame *frame = ETB_PAGE_FRAME (self);

  self->cancellable = g_cancellable_new ();
  etb_page_frame_set_title (frame, _("Earlier Versions"));
  etb_page_frame_set_lead (
      frame,
      _("Établi keeps a copy of your dossier on each day you open it, for the last seven of "
               "them. Bringing one back puts its answers and pieces in the place of today’s; what "
               "you have now is kept too, and you can undo it."));
  etb_page_frame_append (frame,
                         etb_words_new (_("The versions are being compared…"), "etb-quiet"));
  etb_page_frame_add_button (frame, _("Back to the _Tasks"), "dossier.tasks");
}

GtkWidget *
etb_versions_page_new (EtbDossier *dossier)
{
  EtbVersionsPage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_VERSIONS_PAGE, NULL);
  self->file = g_strdup (etb_dossier_get_file (dossier));
  self->may_write = !etb_dossier_is_read_only (dossier);
  /* What is compared is read from the file; what cannot be saved is said elsewhere already. */
  if (self->may_write)
    etb_dossier_flush (dossier, NULL);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_compared, NULL);
  g_task_set_task_data (task, g_strdup (self->file), g_free);
  g_task_run_in_thread (task, compare_in_thread);
  return GTK_WIDGET (self);
}
