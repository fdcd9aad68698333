/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One piece to join: what is said of it, its files, and what its queue is doing.
 * Made by EtbPiecesView. */

#include "etb-piece-card.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-attach-queue.h"
#include "etb-dossier-assistance.h"
#include "etb-file-dialogs.h"
#include "etb-file-row.h"
#include "etb-piece-files.h"

struct _EtbPieceCard
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  const EtbPiece *piece;
  EtbAttachQueue *queue;

  GtkWidget *title;
  GtkWidget *state_box;
  GtkWidget *state_icon;
  GtkWidget *state_label;
  GtkWidget *hint;
  GtkWidget *facts;
  GtkWidget *files;
  GtkWidget *progress_box;
  GtkWidget *progress;
  GtkWidget *cancel_button;
  GtkWidget *problem_box;
  GtkWidget *problem_label;
  GtkWidget *actions;
  GtkWidget *choose_button;
  GtkWidget *drop_label;
};

G_DEFINE_FINAL_TYPE (EtbPieceCard, etb_piece_card, GTK_TYPE_BOX)

static EtbPieceState
get_state (EtbPieceCard *self)
{
  GPtrArray *pieces = etb_evaluation_get_pieces (etb_dossier_get_evaluation (self->dossier));

  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPieceStatus *status = g_ptr_array_index (pieces, i);

      if (g_str_equal (status->piece->code, self->piece->code))
        return status->state;
    }

  return ETB_PIECE_NOT_CONCERNED;
}

static void
on_file_row_remove (EtbFileRow *row, gpointer user_data)
{
  EtbPieceCard *self = ETB_PIECE_CARD (user_data);
  g_autofree char *id = g_strdup (etb_file_row_get_id (row));
  g_autoptr (GError) error = NULL;

  etb_attach_queue_tell (self->queue, NULL);
  if (!etb_dossier_detach (self->dossier, id, &error))
    etb_attach_queue_tell (self->queue, error->message);
  etb_piece_card_refresh (self);
  etb_piece_card_focus (self);
}

/* Whether the rows are those of the files that are there. */
static gboolean
files_are_shown (EtbPieceCard *self)
{
  GPtrArray *attachments = etb_dossier_get_attachments (self->dossier);
  GtkWidget *row = gtk_widget_get_first_child (self->files);

  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);

      if (!g_str_equal (attachment->piece, self->piece->code))
        continue;
      if (row == NULL || !g_str_equal (etb_file_row_get_id (ETB_FILE_ROW (row)), attachment->id))
        return FALSE;
      row = gtk_widget_get_next_sibling (row);
    }

  return row == NULL;
}

static void
update_files (EtbPieceCard *self)
{
  GPtrArray *attachments = etb_dossier_get_attachments (self->dossier);
  gboolean removable = etb_dossier_may_change (self->dossier, self->piece->code);
  GtkWidget *row;

  if (files_are_shown (self))
    return;

  while ((row = gtk_widget_get_first_child (self->files)) != NULL)
    gtk_box_remove (GTK_BOX (self->files), row);

  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);

      if (!g_str_equal (attachment->piece, self->piece->code))
        continue;
      row = etb_file_row_new (attachment, removable);
      g_signal_connect (row, "remove", G_CALLBACK (on_file_row_remove), self);
      gtk_box_append (GTK_BOX (self->files), row);
    }
  gtk_widget_set_visible (self->files, gtk_widget_get_first_child (self->files) != NULL);
}

/* Files that come */

static void
on_queue_changed (EtbAttachQueue *queue, gpointer user_data)
{
  EtbPieceCard *self = ETB_PIECE_CARD (user_data);
  const char *name = etb_attach_queue_get_name (queue);
  const char *problems = etb_attach_queue_get_problems (queue);
  g_autofree char *words = name != NULL ? g_strdup_printf (_ ("Joining “%s”"), name) : NULL;

  gtk_widget_set_visible (self->progress_box, name != NULL);
  if (words != NULL)
    {
      gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 etb_attach_queue_get_fraction (queue));

  gtk_label_set_label (GTK_LABEL (self->problem_label), problems);
  gtk_widget_set_visible (self->problem_box, *problems != '\0');
  etb_piece_card_refresh (self);
}

static void
on_cancel_clicked (GtkButton *button, gpointer user_data)
{
  etb_attach_queue_cancel (ETB_PIECE_CARD (user_data)->queue);
}

static void
on_files_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EtbPieceCard) self = ETB_PIECE_CARD (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = etb_file_dialog_finish_many (result, &error);

  if (files != NULL && self->dossier != NULL)
    etb_piece_card_attach (self, files);
}

static void
on_choose_clicked (GtkButton *button, gpointer user_data)
{
  EtbPieceCard *self = ETB_PIECE_CARD (user_data);

  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  etb_file_dialog_open_piece_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                    self->piece->label, (const char *const *)self->piece->kinds,
                                    self->piece->max_files > 1, on_files_chosen,
                                    g_object_ref (self));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  EtbPieceCard *self = ETB_PIECE_CARD (user_data);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped = g_value_get_boxed (value);

  for (GSList *l = dropped; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  etb_piece_card_attach (self, G_LIST_MODEL (files));

  return TRUE;
}

static void
etb_piece_card_dispose (GObject *object)
{
  EtbPieceCard *self = ETB_PIECE_CARD (object);

  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ETB_TYPE_PIECE_CARD);
  g_clear_object (&self->queue);
  g_clear_object (&self->dossier);

  G_OBJECT_CLASS (etb_piece_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/fields/etb-piece-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, title);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, state_box);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, state_icon);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, hint);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, facts);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, files);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, progress_box);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, progress);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, problem_box);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, problem_label);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, actions);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, choose_button);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, drop_label);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
etb_piece_card_class_init (EtbPieceCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = etb_piece_card_dispose;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
etb_piece_card_init (EtbPieceCard *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
fill_words (EtbPieceCard *self)
{
  const EtbPiece *piece = self->piece;
  g_autofree char *accepted = etb_piece_describe_accepted (piece);
  g_autofree char *lead = etb_piece_describe_lead (piece);
  g_autofree char *facts = lead != NULL ? g_strdup_printf ("%s\n%s", accepted, lead) : NULL;
  g_autofree char *choose = g_strdup_printf (_ ("Choose a file: %s"), piece->label);

  gtk_label_set_label (GTK_LABEL (self->title), piece->label);
  gtk_label_set_label (GTK_LABEL (self->hint), piece->hint != NULL ? piece->hint : "");
  gtk_widget_set_visible (self->hint, piece->hint != NULL && *piece->hint != '\0');
  gtk_label_set_label (GTK_LABEL (self->facts), facts != NULL ? facts : accepted);

  gtk_button_set_label (GTK_BUTTON (self->choose_button),
                        piece->max_files > 1 ? _ ("Choose Files…") : _ ("Choose a File…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, choose, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  etb_accessible_describe (GTK_ACCESSIBLE (self->choose_button),
                           (GtkWidget *[]){ self->state_label, self->facts }, 2);
}

GtkWidget *
etb_piece_card_new (EtbDossier *dossier, const EtbPiece *piece)
{
  EtbPieceCard *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (piece != NULL, NULL);

  self = g_object_new (ETB_TYPE_PIECE_CARD, NULL);
  self->dossier = g_object_ref (dossier);
  self->piece = piece;
  self->queue = etb_attach_queue_new (dossier, piece);
  g_signal_connect_object (self->queue, "changed", G_CALLBACK (on_queue_changed), self, 0);
  etb_piece_card_refresh (self);
  fill_words (self);

  return GTK_WIDGET (self);
}

const EtbPiece *
etb_piece_card_get_piece (EtbPieceCard *self)
{
  g_return_val_if_fail (ETB_IS_PIECE_CARD (self), NULL);

  return self->piece;
}

void
etb_piece_card_refresh (EtbPieceCard *self)
{
  EtbPieceState state;
  gboolean full;

  g_return_if_fail (ETB_IS_PIECE_CARD (self));

  state = get_state (self);
  full = etb_attach_queue_count (self->queue) >= self->piece->max_files;

  gtk_widget_set_visible (GTK_WIDGET (self), state != ETB_PIECE_NOT_CONCERNED);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), etb_piece_state_icon (state));
  gtk_label_set_label (GTK_LABEL (self->state_label), etb_piece_state_words (state));
  gtk_widget_set_css_classes (
      self->state_box, (const char *[]){ "etb-state", etb_piece_state_to_name (state), NULL });
  gtk_widget_set_visible (self->actions,
                          !full && etb_attach_queue_get_name (self->queue) == NULL
                              && etb_dossier_may_change (self->dossier, self->piece->code));
  update_files (self);
}

void
etb_piece_card_attach (EtbPieceCard *self, GListModel *files)
{
  g_return_if_fail (ETB_IS_PIECE_CARD (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  if (!etb_dossier_may_change (self->dossier, self->piece->code))
    return;

  etb_attach_queue_add (self->queue, files);
}

void
etb_piece_card_focus (EtbPieceCard *self)
{
  g_return_if_fail (ETB_IS_PIECE_CARD (self));

  if (gtk_widget_get_visible (self->actions))
    gtk_widget_grab_focus (self->choose_button);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
