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
#include "etb-progress-view.h"
#include "etb-wrap-layout.h"

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
  EtbProgressView *progress;
  GtkWidget *problem_box;
  GtkWidget *problem_label;
  GtkWidget *actions;
  GtkWidget *choose_button;
  GtkWidget *drop_label;
};

G_DEFINE_FINAL_TYPE (EtbPieceCard, etb_piece_card, GTK_TYPE_BOX)

static void
on_file_row_remove (EtbFileRow *row, gpointer user_data)
{
  EtbPieceCard *self = ETB_PIECE_CARD (user_data);
  g_autofree char *id = g_strdup (etb_file_row_get_id (row));
  g_autoptr (GError) error = NULL;

  etb_attach_queue_tell (self->queue, NULL);
  if (!etb_dossier_detach (self->dossier, id, &error))
    etb_attach_queue_tell (self->queue, error->message);
  etb_piece_card_focus (self);
}

static void
on_file_row_date (EtbFileRow *row, const char *typed, gpointer user_data)
{
  EtbPieceCard *self = ETB_PIECE_CARD (user_data);
  g_autoptr (GError) error = NULL;

  if (!etb_dossier_set_document_date (self->dossier, etb_file_row_get_id (row), typed, &error))
    etb_file_row_refuse_date (row, error->message);
}

static GtkWidget *
add_row (EtbPieceCard *self, const EtbAttachment *attachment)
{
  GtkWidget *row
      = etb_file_row_new (attachment, etb_dossier_may_change (self->dossier, self->piece->code),
                          self->piece->max_age_months > 0);

  g_signal_connect (row, "remove", G_CALLBACK (on_file_row_remove), self);
  g_signal_connect (row, "date", G_CALLBACK (on_file_row_date), self);
  gtk_box_append (GTK_BOX (self->files), row);
  return row;
}

/* Takes @row and those after it out, up to that of @id, which is what is returned; NULL: all. */
static GtkWidget *
remove_rows (EtbPieceCard *self, GtkWidget *row, const char *id)
{
  while (row != NULL && g_strcmp0 (etb_file_row_get_id (ETB_FILE_ROW (row)), id) != 0)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (GTK_BOX (self->files), row);
      row = next;
    }

  return row;
}

/* The row of a file that stays is kept, with what is being typed there. */
static void
update_files (EtbPieceCard *self, const EtbReadiness *readiness, const EtbPieceReadiness *piece)
{
  GtkWidget *row = gtk_widget_get_first_child (self->files);

  for (guint i = 0; i < piece->files->len; i++)
    {
      const EtbFileReadiness *file = g_ptr_array_index (piece->files, i);

      row = remove_rows (self, row, file->attachment->id);
      if (row == NULL)
        row = add_row (self, file->attachment);
      etb_file_row_show (ETB_FILE_ROW (row), readiness, piece, file);
      row = gtk_widget_get_next_sibling (row);
    }
  remove_rows (self, row, NULL);
  gtk_widget_set_visible (self->files, piece->files->len > 0);
}

/* More files are asked for only while there is place, and none is on its way. */
static void
update_actions (EtbPieceCard *self)
{
  gboolean full = etb_attach_queue_count (self->queue) >= self->piece->max_files;

  gtk_widget_set_visible (self->actions,
                          !full && etb_attach_queue_get_name (self->queue) == NULL
                              && etb_dossier_may_change (self->dossier, self->piece->code));
}

/* Files that come */

static gboolean
holds_focus (GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (part);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, part);
}

/* To what there is to do next: wait or cancel, give the date of the file that came, join another.
 */
static void
focus_next (EtbPieceCard *self)
{
  GtkWidget *last = gtk_widget_get_last_child (self->files);

  if (gtk_widget_get_visible (GTK_WIDGET (self->progress)))
    gtk_widget_child_focus (GTK_WIDGET (self->progress), GTK_DIR_TAB_FORWARD);
  else if (last == NULL || !etb_file_row_focus_date (ETB_FILE_ROW (last)))
    etb_piece_card_focus (self);
}

/* What has the focus may go: it stays in the card. */
static void
on_queue_changed (EtbAttachQueue *queue, gpointer user_data)
{
  EtbPieceCard *self = ETB_PIECE_CARD (user_data);
  const gboolean held = holds_focus (self->actions) || holds_focus (GTK_WIDGET (self->progress));
  const char *name = etb_attach_queue_get_name (queue);
  const char *problems = etb_attach_queue_get_problems (queue);
  g_autofree char *words = name != NULL ? g_strdup_printf (_ ("Joining “%s”"), name) : NULL;
  guint64 total;
  const guint64 done = etb_attach_queue_get_done (queue, &total);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), name != NULL);
  if (words != NULL)
    {
      etb_progress_view_set_what (self->progress, words);
      etb_progress_view_set (self->progress, done, total);
    }

  gtk_label_set_label (GTK_LABEL (self->problem_label), problems);
  gtk_widget_set_visible (self->problem_box, *problems != '\0');
  update_actions (self);
  if (held && (name == NULL || !holds_focus (GTK_WIDGET (self->progress))))
    focus_next (self);
}

static void
on_cancelled (EtbProgressView *progress, gpointer user_data)
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
  g_type_ensure (ETB_TYPE_PROGRESS_VIEW);
  g_type_ensure (ETB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/fields/etb-piece-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, title);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, state_box);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, state_icon);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, hint);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, facts);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, files);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, progress);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, problem_box);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, problem_label);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, actions);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, choose_button);
  gtk_widget_class_bind_template_child (widget_class, EtbPieceCard, drop_label);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancelled);
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

  etb_button_set_words (self->choose_button,
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
etb_piece_card_show (EtbPieceCard *self, const EtbReadiness *readiness)
{
  const EtbPieceReadiness *piece;

  g_return_if_fail (ETB_IS_PIECE_CARD (self));
  g_return_if_fail (readiness != NULL);

  piece = etb_readiness_find (readiness, self->piece->code);
  gtk_widget_set_visible (GTK_WIDGET (self), piece->state != ETB_READINESS_NOT_CONCERNED);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->state_icon), etb_piece_state_icon (piece->state));
  gtk_label_set_label (GTK_LABEL (self->state_label), etb_piece_state_words (piece->state));
  gtk_widget_set_css_classes (
      self->state_box,
      (const char *[]){ "etb-state", etb_readiness_state_to_name (piece->state), NULL });
  update_actions (self);
  update_files (self, readiness, piece);
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

void
etb_piece_card_commit (EtbPieceCard *self)
{
  g_return_if_fail (ETB_IS_PIECE_CARD (self));

  for (GtkWidget *row = gtk_widget_get_first_child (self->files); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    etb_file_row_commit (ETB_FILE_ROW (row));
}

gboolean
etb_piece_card_focus_refused (EtbPieceCard *self)
{
  g_return_val_if_fail (ETB_IS_PIECE_CARD (self), FALSE);

  for (GtkWidget *row = gtk_widget_get_first_child (self->files); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (etb_file_row_focus_refused (ETB_FILE_ROW (row)))
      return TRUE;

  return FALSE;
}
