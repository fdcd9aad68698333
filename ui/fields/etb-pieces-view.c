/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* All the pieces of a call, one card each.
 * Made by EtbItemsView. */

#include "etb-pieces-view.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-piece-card.h"

#define PATH_PREFIX "piece:"

struct _EtbPiecesView
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  GtkWidget *tally;
  GtkWidget *weight_box; /* the two below */
  GtkWidget *weight;
  GtkWidget *level;
  GtkWidget *cards;
  GtkWidget *others;
};

static void etb_pieces_view_answer_view_init (EtbAnswerViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtbPiecesView, etb_pieces_view, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETB_TYPE_ANSWER_VIEW,
                                                      etb_pieces_view_answer_view_init))

static void
update_tally (EtbPiecesView *self, const EtbReadiness *readiness)
{
  guint missing = etb_readiness_count (readiness, ETB_READINESS_MISSING);
  g_autofree char *text = NULL;

  text = missing == 0
      ? g_strdup (_ ("No required piece is missing."))
      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u required piece is still to be joined.",
                                      "%u required pieces are still to be joined.", missing),
                         missing);
  gtk_label_set_label (GTK_LABEL (self->tally), text);
}

/* The words say it all: the bar is for the eye. */
static void
update_weight (EtbPiecesView *self, const EtbReadiness *readiness)
{
  g_autofree char *words = etb_readiness_describe_weight (readiness);
  gboolean over = etb_readiness_is_too_heavy (readiness);

  gtk_widget_set_visible (self->weight_box, readiness->size > 0);
  gtk_label_set_label (GTK_LABEL (self->weight), words);
  gtk_widget_set_visible (self->level, readiness->max_size > 0);
  if (readiness->max_size > 0)
    gtk_level_bar_set_value (GTK_LEVEL_BAR (self->level),
                             MIN (1.0, (double)readiness->size / (double)readiness->max_size));
  if (over)
    {
      gtk_widget_add_css_class (self->weight, "error");
      gtk_widget_add_css_class (self->level, "etb-over");
    }
  else
    {
      gtk_widget_remove_css_class (self->weight, "error");
      gtk_widget_remove_css_class (self->level, "etb-over");
    }
}

static void
update_others (EtbPiecesView *self, const EtbReadiness *readiness)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < readiness->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (readiness->pieces, i);

      if (piece->state != ETB_READINESS_NOT_CONCERNED)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, piece->piece->label);
    }

  if (text->len > 0)
    g_string_prepend (text, _ ("Do not concern this dossier, from its answers: "));
  gtk_label_set_label (GTK_LABEL (self->others), text->str);
  gtk_widget_set_visible (self->others, text->len > 0);
}

static void
refresh (EtbPiecesView *self)
{
  g_autoptr (EtbReadiness) readiness = etb_readiness_of (self->dossier);

  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    etb_piece_card_show (ETB_PIECE_CARD (card), readiness);

  update_tally (self, readiness);
  update_weight (self, readiness);
  update_others (self, readiness);
}

static void
on_dossier_changed (EtbDossier *dossier, gpointer user_data)
{
  refresh (ETB_PIECES_VIEW (user_data));
}

/* EtbAnswerView */

static EtbPieceCard *
find_card (EtbPiecesView *self, const char *path)
{
  if (!g_str_has_prefix (path, PATH_PREFIX))
    return NULL;

  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      const EtbPiece *piece = etb_piece_card_get_piece (ETB_PIECE_CARD (card));

      if (g_str_equal (piece->code, path + strlen (PATH_PREFIX)))
        return ETB_PIECE_CARD (card);
    }

  return NULL;
}

/* Files are in the dossier as soon as they are joined; their dates are typed. */
static void
etb_pieces_view_commit (EtbAnswerView *view)
{
  for (GtkWidget *card = gtk_widget_get_first_child (ETB_PIECES_VIEW (view)->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    etb_piece_card_commit (ETB_PIECE_CARD (card));
}

static gboolean
etb_pieces_view_focus_refused (EtbAnswerView *view)
{
  for (GtkWidget *card = gtk_widget_get_first_child (ETB_PIECES_VIEW (view)->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (etb_piece_card_focus_refused (ETB_PIECE_CARD (card)))
      return TRUE;

  return FALSE;
}

static gboolean
etb_pieces_view_owns (EtbAnswerView *view, const char *path)
{
  EtbPieceCard *card = find_card (ETB_PIECES_VIEW (view), path);

  return card != NULL && gtk_widget_get_visible (GTK_WIDGET (card));
}

static void
etb_pieces_view_reveal (EtbAnswerView *view, const char *path)
{
  EtbPieceCard *card = find_card (ETB_PIECES_VIEW (view), path);

  if (card != NULL)
    etb_piece_card_focus (card);
}

static void
etb_pieces_view_show_problems (EtbAnswerView *view, EtbEvaluation *evaluation)
{
  /* Each card says at all times where its piece stands. */
}

static void
etb_pieces_view_answer_view_init (EtbAnswerViewInterface *iface)
{
  iface->commit = etb_pieces_view_commit;
  iface->owns = etb_pieces_view_owns;
  iface->reveal = etb_pieces_view_reveal;
  iface->show_problems = etb_pieces_view_show_problems;
  iface->focus_refused = etb_pieces_view_focus_refused;
}

static void
etb_pieces_view_dispose (GObject *object)
{
  EtbPiecesView *self = ETB_PIECES_VIEW (object);

  if (self->dossier != NULL)
    g_signal_handlers_disconnect_by_data (self->dossier, self);
  g_clear_object (&self->dossier);

  G_OBJECT_CLASS (etb_pieces_view_parent_class)->dispose (object);
}

static void
etb_pieces_view_class_init (EtbPiecesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = etb_pieces_view_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
etb_pieces_view_init (EtbPiecesView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

static void
append_weight (EtbPiecesView *self)
{
  self->weight_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->weight = etb_words_new (NULL, NULL);
  self->level = g_object_new (GTK_TYPE_LEVEL_BAR, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->level, "etb-level");
  /* One colour as long as it is under the limit: half full is no better than a quarter. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->level), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->level), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->level), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_box_append (GTK_BOX (self->weight_box), self->weight);
  gtk_box_append (GTK_BOX (self->weight_box), self->level);
  gtk_box_append (GTK_BOX (self), self->weight_box);
}

GtkWidget *
etb_pieces_view_new (EtbDossier *dossier, const EtbItem *item)
{
  EtbPiecesView *self;
  GPtrArray *pieces;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (item == NULL || item->kind == ETB_ITEM_PIECES, NULL);

  self = g_object_new (ETB_TYPE_PIECES_VIEW, NULL);
  self->dossier = g_object_ref (dossier);

  if (item != NULL && *item->label != '\0')
    {
      GtkWidget *title = etb_words_new (item->label, "title-4");

      gtk_box_append (GTK_BOX (self), title);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                      title, NULL, -1);
    }
  self->tally = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap",
                              TRUE, "xalign", 0.0, NULL);
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->others = etb_words_new (NULL, "etb-quiet");
  gtk_box_append (GTK_BOX (self), self->tally);
  append_weight (self);
  gtk_box_append (GTK_BOX (self), self->cards);
  gtk_box_append (GTK_BOX (self), self->others);

  pieces = etb_call_get_pieces (etb_dossier_get_call (dossier));
  for (guint i = 0; i < pieces->len; i++)
    gtk_box_append (GTK_BOX (self->cards),
                    etb_piece_card_new (dossier, g_ptr_array_index (pieces, i)));
  refresh (self);

  g_signal_connect_object (dossier, "pieces-changed", G_CALLBACK (on_dossier_changed), self, 0);
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (on_dossier_changed), self, 0);

  return GTK_WIDGET (self);
}
