/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Beginning with another dossier: see the header. Nothing is taken before “Continue”. */

#include "etb-reuse-page.h"

#include <glib/gi18n.h>

#include "etb-instant.h"
#include "etb-library-index.h"
#include "etb-notice.h"
#include "etb-option.h"
#include "etb-reuse.h"

/* The last ones that were worked on: others can be searched at home. */
#define MAX_SHOWN 12

struct _EtbReusePage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  char *file; /* chosen, or NULL */
  GtkWidget *problem;
  GtkWidget *preview;
};

static guint continue_signal;

G_DEFINE_FINAL_TYPE (EtbReusePage, etb_reuse_page, ETB_TYPE_PAGE_FRAME)

/* Dossiers that can be read, but @dossier. Returns: (transfer full) (element-type EtbSummary) */
static GPtrArray *
list_others (EtbDossier *dossier, guint most)
{
  GPtrArray *others = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_summary_free);
  g_autoptr (EtbLibraryIndex) index = etb_library_index_open ();
  g_autoptr (GArray) numbers
      = index != NULL ? etb_library_index_list (index, ETB_LIBRARY_BY_CHANGE, NULL, 0) : NULL;

  for (guint i = 0; numbers != NULL && i < numbers->len && others->len < most; i++)
    {
      EtbSummary *summary = etb_library_index_get (index, g_array_index (numbers, gint64, i));

      if (summary != NULL && summary->problem == NULL
          && g_strcmp0 (summary->file, etb_dossier_get_file (dossier)) != 0)
        g_ptr_array_add (others, summary);
      else
        g_clear_pointer (&summary, etb_summary_free);
    }
  return others;
}

gboolean
etb_reuse_page_is_needed (EtbDossier *dossier)
{
  g_autoptr (GPtrArray) others = list_others (dossier, 1);

  return others->len > 0;
}

/* One to be ticked off, when it is not wanted. */
static void
append_reusable (EtbReusePage *self, const EtbReusable *reusable)
{
  g_autofree char *iso = reusable->at != NULL ? g_date_time_format (reusable->at, "%F") : NULL;
  g_autofree char *day = iso != NULL ? etb_instant_describe_date (iso) : g_strdup ("");
  g_autofree char *words = g_strdup_printf (_ ("%s – confirmed on %s"), reusable->shown, day);
  GtkWidget *option = etb_option_new (reusable->label, words, FALSE);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (option), TRUE);
  g_object_set_data_full (G_OBJECT (option), "key", g_strdup (reusable->key), g_free);
  gtk_box_append (GTK_BOX (self->preview), option);
}

/* Keys of what was ticked off. Returns: (transfer full) */
static char **
list_left_out (EtbReusePage *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (self->preview); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ETB_IS_OPTION (child) && !gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_strv_builder_add (keys, g_object_get_data (G_OBJECT (child), "key"));
  return g_strv_builder_end (keys);
}

static void
append_reusables (EtbReusePage *self, GPtrArray *list)
{
  gtk_box_append (GTK_BOX (self->preview), etb_heading_new (_ ("What would be taken")));
  gtk_box_append (GTK_BOX (self->preview),
                  etb_words_new (_ ("Untick what is not to be taken."), "etb-quiet"));
  for (guint i = 0; i < list->len; i++)
    append_reusable (self, g_ptr_array_index (list, i));
}

static void
show_preview (EtbReusePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list
      = self->file != NULL ? etb_reuse_list (self->dossier, self->file, &error) : NULL;

  for (GtkWidget *row; (row = gtk_widget_get_first_child (self->preview)) != NULL;)
    gtk_box_remove (GTK_BOX (self->preview), row);
  etb_notice_say (ETB_NOTICE (self->problem), ETB_NOTICE_ERROR,
                  error != NULL ? error->message : NULL);
  if (list != NULL && list->len > 0)
    append_reusables (self, list);
  else if (list != NULL)
    gtk_box_append (
        GTK_BOX (self->preview),
        etb_words_new (_ ("Nothing of this dossier has its place in the new one."), NULL));
}

static void
on_toggled (GtkCheckButton *radio, EtbReusePage *self)
{
  if (!gtk_check_button_get_active (radio))
    return;
  g_free (self->file);
  self->file = g_strdup (g_object_get_data (G_OBJECT (radio), "file"));
  show_preview (self);
}

static GtkWidget *
append_radio (EtbReusePage *self, GtkWidget *list, const char *text, const char *hint,
              const char *file)
{
  GtkWidget *first = gtk_widget_get_first_child (list);
  GtkWidget *radio = etb_option_new (text, hint, TRUE);

  if (first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), GTK_CHECK_BUTTON (first));
  g_object_set_data_full (G_OBJECT (radio), "file", g_strdup (file), g_free);
  g_signal_connect_object (radio, "toggled", G_CALLBACK (on_toggled), self, 0);
  gtk_box_append (GTK_BOX (list), radio);
  return radio;
}

static void
on_continue (EtbReusePage *self)
{
  g_auto (GStrv) left_out = list_left_out (self);
  g_autoptr (GError) error = NULL;

  if (self->file != NULL
      && !etb_reuse_take (self->dossier, self->file, (const char *const *)left_out, NULL, &error))
    etb_notice_say (ETB_NOTICE (self->problem), ETB_NOTICE_ERROR, error->message);
  else
    g_signal_emit (self, continue_signal, 0);
}

static void
etb_reuse_page_dispose (GObject *object)
{
  EtbReusePage *self = ETB_REUSE_PAGE (object);

  g_clear_object (&self->dossier);
  g_clear_pointer (&self->file, g_free);
  G_OBJECT_CLASS (etb_reuse_page_parent_class)->dispose (object);
}

static void
etb_reuse_page_class_init (EtbReusePageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_reuse_page_dispose;
  continue_signal = g_signal_new ("continue", ETB_TYPE_REUSE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
etb_reuse_page_init (EtbReusePage *self)
{
}

GtkWidget *
etb_reuse_page_new (EtbDossier *dossier)
{
  g_autoptr (GPtrArray) others = NULL;
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *none, *go;
  EtbReusePage *self;
  EtbPageFrame *frame;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_REUSE_PAGE, NULL);
  frame = ETB_PAGE_FRAME (self);
  self->dossier = g_object_ref (dossier);
  self->problem = etb_notice_new (ETB_NOTICE_ERROR, NULL);
  self->preview = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  etb_page_frame_set_title (frame, _ ("Begin with another dossier?"));
  etb_page_frame_set_lead (
      frame, _ ("What your organisation is does not change from one call to the next. Take it from "
                "a dossier of yours: you read it again as you go. Files are not taken."));
  etb_page_frame_append_heading (frame, _ ("Which dossier"));
  none = append_radio (self, list, _ ("No, begin with an empty dossier"), NULL, NULL);
  others = list_others (dossier, MAX_SHOWN);
  for (guint i = 0; i < others->len; i++)
    {
      const EtbSummary *summary = g_ptr_array_index (others, i);
      g_autofree char *hint = g_strdup_printf ("%s — %s", summary->call_title, summary->edition);

      append_radio (self, list, summary->title, hint, summary->file);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (none), TRUE);
  etb_page_frame_append (frame, list);
  etb_page_frame_append (frame, self->problem);
  etb_page_frame_append (frame, self->preview);
  go = etb_page_frame_add_button (frame, _ ("_Continue"), NULL);
  gtk_widget_add_css_class (go, "suggested-action");
  g_signal_connect_swapped (go, "clicked", G_CALLBACK (on_continue), self);
  return GTK_WIDGET (self);
}
