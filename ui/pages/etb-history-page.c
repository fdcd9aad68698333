/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of acts: see the header. Made by the dossier view. */

#include "etb-history-page.h"

#include <glib/gi18n-lib.h>

#include "etb-dossier-history.h"
#include "etb-instant.h"
#include "etb-notice.h"
#include "etb-wrap-layout.h"

/* Acts on screen: further ones are undone by going on. */
#define MAX_SHOWN 200
/* Acts that appear in one frame. */
#define ACTS_A_FRAME 5

struct _EtbHistoryPage
{
  EtbPageFrame parent_instance;

  EtbDossier *dossier;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkWidget *lists;
  GtkWidget *list; /* the one that grows */
  guint left;      /* acts before this one are still to be appended */
};

G_DEFINE_FINAL_TYPE (EtbHistoryPage, etb_history_page, ETB_TYPE_PAGE_FRAME)

/* ---- Lines ------------------------------------------------------------------------------------
 */

static GtkWidget *
append_list (EtbHistoryPage *self, const char *title)
{
  GtkWidget *heading = etb_heading_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  gtk_box_append (GTK_BOX (self->lists), heading);
  gtk_box_append (GTK_BOX (self->lists), list);
  return list;
}

static void
append_step (EtbHistoryPage *self, GtkWidget *list, const EtbStep *step)
{
  g_autofree char *what = etb_dossier_describe_step (self->dossier, step);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (step->at, NULL);
  g_autofree char *when = at ? etb_instant_describe (at) : g_strdup ("");
  g_autofree char *title = g_markup_escape_text (what, -1);
  g_autofree char *subtitle = g_markup_escape_text (when, -1);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
append_number_of_others (EtbHistoryPage *self, guint count)
{
  g_autofree char *more
      = g_strdup_printf (ngettext ("%u earlier act", "%u earlier acts", count), count);

  gtk_box_append (GTK_BOX (self->lists), etb_words_new (more, "etb-quiet"));
}

/* The latest on top: those that were undone, then those that are done. */
static gboolean
append_next (EtbPageFrame *frame)
{
  EtbHistoryPage *self = ETB_HISTORY_PAGE (frame);
  guint done = 0;
  GPtrArray *steps = etb_dossier_get_steps (self->dossier, &done);

  for (guint i = 0; i < ACTS_A_FRAME && self->left > 0; i++)
    {
      const gboolean undone = self->left > done;
      const guint first = undone ? done : 0;
      const guint last = undone ? steps->len : done;

      if (self->left == last)
        self->list = append_list (self, undone ? _ ("Undone, can be done again") : _ ("Done"));
      if (last - self->left < MAX_SHOWN)
        append_step (self, self->list, g_ptr_array_index (steps, --self->left));
      else
        {
          append_number_of_others (self, self->left - first);
          self->left = first;
        }
    }
  return self->left > 0;
}

/* ---- The page ---------------------------------------------------------------------------------
 */

static void
refresh (EtbHistoryPage *self)
{
  const guint count = etb_dossier_get_steps (self->dossier, NULL)->len;

  for (GtkWidget *row; (row = gtk_widget_get_first_child (self->lists)) != NULL;)
    gtk_box_remove (GTK_BOX (self->lists), row);
  if (count == 0)
    gtk_box_append (
        GTK_BOX (self->lists),
        etb_notice_new (ETB_NOTICE_INFORMATION, _ ("Nothing was done in this dossier yet.")));
  self->left = count;
  if (append_next (ETB_PAGE_FRAME (self)))
    etb_page_frame_append_by_frames (ETB_PAGE_FRAME (self), append_next);
  gtk_widget_set_sensitive (self->undo, etb_dossier_peek_undo (self->dossier) != NULL);
  gtk_widget_set_sensitive (self->redo, etb_dossier_peek_redo (self->dossier) != NULL);
}

static GtkWidget *
append_button (GtkWidget *box, const char *label, gboolean again)
{
  GtkWidget *button = gtk_button_new ();

  etb_button_set_words (button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "b", again);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "dossier.travel");
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
etb_history_page_dispose (GObject *object)
{
  g_clear_object (&ETB_HISTORY_PAGE (object)->dossier);
  G_OBJECT_CLASS (etb_history_page_parent_class)->dispose (object);
}

static void
etb_history_page_class_init (EtbHistoryPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_history_page_dispose;
}

static void
etb_history_page_init (EtbHistoryPage *self)
{
}

GtkWidget *
etb_history_page_new (EtbDossier *dossier)
{
  GtkWidget *buttons = etb_wrap_box_new ();
  EtbHistoryPage *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self = g_object_new (ETB_TYPE_HISTORY_PAGE, NULL);
  self->dossier = g_object_ref (dossier);
  etb_page_frame_set_title (ETB_PAGE_FRAME (self), _ ("What was done"));
  etb_page_frame_set_lead (ETB_PAGE_FRAME (self),
                           _ ("Each act can be undone, the last one first, even after the dossier "
                              "was closed."));
  etb_page_frame_add_button (ETB_PAGE_FRAME (self), _ ("Back to the _Tasks"), "dossier.tasks");
  self->undo = append_button (buttons, _ ("_Undo the Last Act"), FALSE);
  self->redo = append_button (buttons, _ ("_Do It Again"), TRUE);
  etb_page_frame_append (ETB_PAGE_FRAME (self), buttons);
  self->lists = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  etb_page_frame_append (ETB_PAGE_FRAME (self), self->lists);
  g_signal_connect_object (dossier, "history-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
