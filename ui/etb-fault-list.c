/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of faults: see the header. Part of the preview. */

#include "etb-fault-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "etb-accessible.h"
#include "etb-call.h"
#include "etb-notice.h"

/* Below the pages, this much is seen of the faults without scrolling; of "no fault", less. */
#define HEIGHT_WITH_FAULTS 210
#define HEIGHT_WITHOUT     110

struct _EtbFaultList
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *panel;
  GtkWidget *title;
  EtbNotice *state;
  GtkWidget *list;
};

enum
{
  COPIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbFaultList, etb_fault_list, ADW_TYPE_BIN)

static void
on_copy_clicked (GtkButton *button, EtbFaultList *self)
{
  const char *message = g_object_get_data (G_OBJECT (button), "message");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), message);
  g_signal_emit (self, signals[COPIED], 0);
}

static GtkWidget *
make_copy_button (EtbFaultList *self, const char *message, const char *shown)
{
  g_autofree char *name = g_strdup_printf (_("Copy this message: %s"), shown);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_tooltip_text (button, _("Copy this message"));
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "message", g_strdup (message), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_copy_clicked), self, 0);
  return button;
}

static GtkWidget *
make_row (EtbFaultList *self, const char *message, const char *shown)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = etb_words_new (shown, NULL);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "child", box, NULL);

  gtk_widget_add_css_class (box, "etb-fault");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), make_copy_button (self, message, shown));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
  return row;
}

/* Every message names the file; its folder is the same in all. */
static const char *
skip_folder (const char *message, const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  gsize length = strlen (folder);

  return strncmp (message, folder, length) == 0 && message[length] == G_DIR_SEPARATOR
             ? message + length + 1
             : message;
}

/* A file that is not there has no fault of its own. */
static gboolean
cannot_be_read (GPtrArray *faults)
{
  return faults->len > 0
         && g_error_matches (g_ptr_array_index (faults, 0), ETB_CALL_ERROR, ETB_CALL_ERROR_READ);
}

/* Returns: (transfer full) */
static char *
describe_state (GPtrArray *faults, gboolean has_pages)
{
  const guint count = faults->len;

  if (count == 0)
    return g_strdup (_("No fault. The pages follow the file: save it, and they change."));
  if (cannot_be_read (faults))
    return g_strdup (has_pages ? _("The file cannot be read. The pages shown are those from "
                                   "before; they follow again as soon as it can.")
                               : _("The file cannot be read. The pages come as soon as it can."));
  if (!has_pages)
    return g_strdup_printf (ngettext ("%u fault. The pages come once it is mended.",
                                      "%u faults. The pages come once they are mended.", count),
                            count);
  return g_strdup_printf (ngettext ("%u fault. The pages shown are those from before it.",
                                    "%u faults. The pages shown are those from before them.",
                                    count),
                          count);
}

/* GTK goes wrong when what has the focus goes away. */
static void
save_focus (EtbFaultList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->list))
    gtk_widget_grab_focus (self->panel);
}

static void
etb_fault_list_class_init (EtbFaultListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[COPIED] = g_signal_new ("copied", ETB_TYPE_FAULT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  g_type_ensure (ETB_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/etabli/Etabli/etb-fault-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbFaultList, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtbFaultList, panel);
  gtk_widget_class_bind_template_child (widget_class, EtbFaultList, title);
  gtk_widget_class_bind_template_child (widget_class, EtbFaultList, state);
  gtk_widget_class_bind_template_child (widget_class, EtbFaultList, list);
}

static void
etb_fault_list_init (EtbFaultList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
}

void
etb_fault_list_show (EtbFaultList *self, GPtrArray *faults, const char *file, gboolean has_pages)
{
  g_return_if_fail (ETB_IS_FAULT_LIST (self));
  g_return_if_fail (faults != NULL);
  g_return_if_fail (file != NULL);

  g_autofree char *state = describe_state (faults, has_pages);
  GtkWidget *child;

  save_focus (self);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < faults->len; i++)
    {
      const char *message = ((const GError *)g_ptr_array_index (faults, i))->message;

      gtk_list_box_append (GTK_LIST_BOX (self->list),
                           make_row (self, message, skip_folder (message, file)));
    }
  gtk_widget_set_visible (self->list, faults->len > 0);
  /* Comes anew each time: a screen reader says what appears, not what changes. */
  etb_notice_say (self->state, ETB_NOTICE_INFORMATION, NULL);
  etb_notice_say (self->state, faults->len > 0 ? ETB_NOTICE_ERROR : ETB_NOTICE_GOOD, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->panel), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  state, -1);
  gtk_scrolled_window_set_min_content_height (self->scroller, faults->len > 0 ? HEIGHT_WITH_FAULTS
                                                                              : HEIGHT_WITHOUT);
}
