/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of a repeat as cards.
 *
 * Cards are rebuilt whenever lines come or go: their paths hold positions. A removed line is kept
 * aside, answer by answer, until the next removal or the end of the view; putting it back adds it
 * at the end. Made by EtbItemsView. */

#include "etb-repeat-view.h"

#include <glib/gi18n-lib.h>

#include "etb-dossier-history.h"

#include "etb-accessible.h"
#include "etb-dossier-assistance.h"
#include "etb-items-view.h"
#include "etb-wrap-layout.h"

/* A repeat whose call says nothing takes this many lines. */
#define DEFAULT_MAXIMUM 100

struct _EtbRepeatView
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  EtbTerritory *territory;
  const EtbItem *item;
  EtbStep *removed; /* the removal that can be taken back, or NULL */
  guint removed_position;
  gboolean adding; /* a line that comes last, just now */

  GtkWidget *title;
  GtkWidget *hint;
  GtkWidget *count;
  GtkWidget *cards;
  GtkWidget *notice;
  GtkWidget *notice_label;
  GtkWidget *undo_button;
  GtkWidget *problem_box;
  GtkWidget *problem_label;
  GtkWidget *add_button;
  GtkWidget *add_label;
};

static void etb_repeat_view_answer_view_init (EtbAnswerViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtbRepeatView, etb_repeat_view, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETB_TYPE_ANSWER_VIEW,
                                                      etb_repeat_view_answer_view_init))

static guint
count_lines (EtbRepeatView *self)
{
  return etb_instance_count_lines (etb_dossier_get_instance (self->dossier), self->item->path);
}

static guint
get_maximum (EtbRepeatView *self)
{
  return self->item->maximum > 0 ? self->item->maximum : DEFAULT_MAXIMUM;
}

static void
show_error (EtbRepeatView *self, const GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->problem_label), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem_box, error != NULL);
}

/* Cards, from the first; the notice that stands among them is left out. */
static GtkWidget *
skip_notice (EtbRepeatView *self, GtkWidget *child)
{
  return child == self->notice ? gtk_widget_get_next_sibling (child) : child;
}

static GtkWidget *
first_card (EtbRepeatView *self)
{
  return skip_notice (self, gtk_widget_get_first_child (self->cards));
}

static GtkWidget *
next_card (EtbRepeatView *self, GtkWidget *card)
{
  return skip_notice (self, gtk_widget_get_next_sibling (card));
}

static GtkWidget *
last_card (EtbRepeatView *self)
{
  GtkWidget *last = gtk_widget_get_last_child (self->cards);

  return last == self->notice ? gtk_widget_get_prev_sibling (last) : last;
}

static EtbItemsView *
items_of (GtkWidget *card)
{
  return ETB_ITEMS_VIEW (gtk_widget_get_last_child (card));
}

static char *
line_path (EtbRepeatView *self, guint position)
{
  return g_strdup_printf ("%s[%u]", self->item->path, position);
}

static void
update_words (EtbRepeatView *self)
{
  guint n = count_lines (self);
  guint maximum = get_maximum (self);
  g_autofree char *count = NULL;

  if (n >= maximum)
    count = g_strdup_printf (_ ("%u out of %u: no more can be added."), n, maximum);
  else if (n < self->item->minimum)
    count = g_strdup_printf (_ ("%u for now; at least %u are expected."), n, self->item->minimum);
  else if (n == 0)
    count = g_strdup (_ ("None for now."));

  gtk_label_set_label (GTK_LABEL (self->count), count != NULL ? count : "");
  gtk_widget_set_visible (self->count, count != NULL);
  gtk_widget_set_sensitive (
      self->add_button, n < maximum && etb_dossier_may_change (self->dossier, self->item->path));
}

/* Where the card of that position was. */
static void
show_notice (EtbRepeatView *self, guint position)
{
  GtkWidget *before = NULL;

  for (guint i = 1; i < position; i++)
    before = before != NULL ? next_card (self, before) : first_card (self);

  gtk_box_reorder_child_after (GTK_BOX (self->cards), self->notice, before);
  gtk_widget_set_visible (self->notice, TRUE);
  gtk_widget_grab_focus (self->undo_button);
}

static void
on_remove_clicked (GtkButton *button, gpointer user_data)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (user_data);
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "etb-position"));
  g_autofree char *path = line_path (self, position);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  etb_answer_view_commit (ETB_ANSWER_VIEW (self));
  if (!etb_dossier_remove_line (self->dossier, path, &error))
    {
      show_error (self, error);
      return;
    }

  g_clear_pointer (&self->removed, etb_step_unref);
  self->removed = etb_step_ref (etb_dossier_peek_undo (self->dossier));
  self->removed_position = position;
  words = g_strdup_printf (_ ("Removed: %s %u."), self->item->line_label, position);
  gtk_label_set_label (GTK_LABEL (self->notice_label), words);
  show_notice (self, position);
  show_error (self, NULL);
}

static GtkWidget *
make_remove_button (EtbRepeatView *self, guint position)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Remove"));
  g_autofree char *name = g_strdup_printf (_ ("Remove %s %u"), self->item->line_label, position);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, etb_dossier_may_change (self->dossier, self->item->path));
  g_object_set_data (G_OBJECT (button), "etb-position", GUINT_TO_POINTER (position));
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked), self);

  return button;
}

static GtkWidget *
make_card (EtbRepeatView *self, guint position)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                  "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  GtkWidget *head = etb_wrap_box_new ();
  g_autofree char *path = line_path (self, position);
  g_autofree char *name = g_strdup_printf ("%s %u", self->item->line_label, position);
  GtkWidget *title = etb_words_new (name, "heading");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title,
                                  NULL, -1);
  gtk_box_append (GTK_BOX (head), title);
  if (count_lines (self) > self->item->minimum)
    gtk_box_append (GTK_BOX (head), make_remove_button (self, position));

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "etb-card");
  gtk_widget_add_css_class (card, "etb-repeat-card");
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), etb_items_view_new (self->dossier, self->territory,
                                                      self->item->items, self->item->path, path));

  return card;
}

static void
rebuild (EtbRepeatView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  guint n = count_lines (self);
  GtkWidget *card;

  /* Left first: GTK 4.8 can keep for ever what is removed with the focus in it, dossier and all. */
  if (root != NULL && gtk_widget_get_focus_child (self->cards) != NULL)
    gtk_root_set_focus (root, NULL);

  while ((card = first_card (self)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
  for (guint i = 1; i <= n; i++)
    gtk_box_append (GTK_BOX (self->cards), make_card (self, i));

  update_words (self);
}

/* A line of one's own adding comes last: the cards before it stay, unless from now on any of them
 * may be removed. */
static void
append_added (EtbRepeatView *self)
{
  guint n = count_lines (self);

  if (n - 1 <= self->item->minimum)
    {
      rebuild (self);
      return;
    }
  gtk_box_append (GTK_BOX (self->cards), make_card (self, n));
  update_words (self);
}

static void
on_dossier_lines_changed (EtbDossier *dossier, const char *repeat, gpointer user_data)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (user_data);

  if (*repeat != '\0' && !g_str_equal (repeat, self->item->path))
    return;
  if (self->adding)
    append_added (self);
  else
    rebuild (self);
}

/* Many answers at once: lines may have come or gone with them. */
static void
on_dossier_answer_changed (EtbDossier *dossier, const char *path, gpointer user_data)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (user_data);
  guint shown = 0;

  for (GtkWidget *card = first_card (self); card != NULL; card = next_card (self, card))
    shown++;
  if (*path == '\0' && shown != count_lines (self))
    rebuild (self);
}

static gboolean
is_relevant (EtbRepeatView *self)
{
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (self->dossier);

  return etb_evaluation_get_node (evaluation, self->item->path)->relevant;
}

static void
on_dossier_verdicts_changed (EtbDossier *dossier, gpointer user_data)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (user_data);

  gtk_widget_set_visible (GTK_WIDGET (self), is_relevant (self));
  update_words (self);
}

static void
on_add_clicked (GtkButton *button, gpointer user_data)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->adding = TRUE;
  path = etb_dossier_add_line (self->dossier, self->item->path, &error);
  self->adding = FALSE;
  show_error (self, error);
  if (path != NULL)
    etb_items_view_focus_first (items_of (last_card (self)));
}

/* Puts the line back where it was, with all that it held. */
static void
on_undo_clicked (GtkButton *button, gpointer user_data)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  guint position = self->removed_position;
  GtkWidget *card;

  etb_answer_view_commit (ETB_ANSWER_VIEW (self));
  /* Something was typed meanwhile: the notice went with it. */
  if (self->removed == NULL || !etb_dossier_undo (self->dossier, NULL, &error))
    {
      show_error (self, error);
      return;
    }
  card = first_card (self);
  for (guint i = 1; i < position; i++)
    card = next_card (self, card);
  etb_items_view_focus_first (items_of (card));
}

/* What comes after a removal must be undone first: the notice no longer says the truth. */
static void
on_dossier_history_changed (EtbDossier *dossier, gpointer user_data)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (user_data);

  if (self->removed == NULL || etb_dossier_peek_undo (dossier) == self->removed)
    return;
  g_clear_pointer (&self->removed, etb_step_unref);
  if (gtk_widget_has_focus (self->undo_button))
    gtk_widget_grab_focus (self->add_button);
  gtk_widget_set_visible (self->notice, FALSE);
}

/* EtbAnswerView */

static void
etb_repeat_view_commit (EtbAnswerView *view)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (view);

  for (GtkWidget *card = first_card (self); card != NULL; card = next_card (self, card))
    etb_answer_view_commit (ETB_ANSWER_VIEW (items_of (card)));
}

static gboolean
etb_repeat_view_owns (EtbAnswerView *view, const char *path)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (view);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  if (g_str_equal (path, self->item->path))
    return TRUE;

  for (GtkWidget *card = first_card (self); card != NULL; card = next_card (self, card))
    if (etb_answer_view_owns (ETB_ANSWER_VIEW (items_of (card)), path))
      return TRUE;

  return FALSE;
}

static void
etb_repeat_view_reveal (EtbAnswerView *view, const char *path)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (view);

  if (g_str_equal (path, self->item->path))
    gtk_widget_grab_focus (self->add_button);
  for (GtkWidget *card = first_card (self); card != NULL; card = next_card (self, card))
    etb_answer_view_reveal (ETB_ANSWER_VIEW (items_of (card)), path);
}

static void
etb_repeat_view_show_problems (EtbAnswerView *view, EtbEvaluation *evaluation)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (view);

  for (GtkWidget *card = first_card (self); card != NULL; card = next_card (self, card))
    etb_answer_view_show_problems (ETB_ANSWER_VIEW (items_of (card)), evaluation);
}

static void
etb_repeat_view_answer_view_init (EtbAnswerViewInterface *iface)
{
  iface->commit = etb_repeat_view_commit;
  iface->owns = etb_repeat_view_owns;
  iface->reveal = etb_repeat_view_reveal;
  iface->show_problems = etb_repeat_view_show_problems;
}

static void
etb_repeat_view_dispose (GObject *object)
{
  EtbRepeatView *self = ETB_REPEAT_VIEW (object);

  if (self->dossier != NULL)
    g_signal_handlers_disconnect_by_data (self->dossier, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ETB_TYPE_REPEAT_VIEW);
  g_clear_object (&self->dossier);
  g_clear_object (&self->territory);
  g_clear_pointer (&self->removed, etb_step_unref);

  G_OBJECT_CLASS (etb_repeat_view_parent_class)->dispose (object);
}

static void
etb_repeat_view_class_init (EtbRepeatViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = etb_repeat_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/fields/etb-repeat-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, title);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, hint);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, count);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, cards);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, notice);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, notice_label);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, undo_button);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, problem_box);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, problem_label);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, add_button);
  gtk_widget_class_bind_template_child (widget_class, EtbRepeatView, add_label);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
}

static void
etb_repeat_view_init (EtbRepeatView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  etb_button_set_words (self->undo_button, _ ("_Put It Back"));
}

static void
fill_words (EtbRepeatView *self)
{
  const char *hint = self->item->hint;
  g_autofree char *add = g_strdup_printf (_ ("Add: %s"), self->item->line_label);

  gtk_label_set_label (GTK_LABEL (self->title), self->item->label);
  gtk_label_set_label (GTK_LABEL (self->hint), hint != NULL ? hint : "");
  gtk_widget_set_visible (self->hint, hint != NULL && *hint != '\0');
  gtk_label_set_label (GTK_LABEL (self->add_label), add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  add, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->undo_button),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->notice_label, NULL,
                                  -1);
}

GtkWidget *
etb_repeat_view_new (EtbDossier *dossier, EtbTerritory *territory, const EtbItem *item)
{
  EtbRepeatView *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (item != NULL && item->kind == ETB_ITEM_REPEAT, NULL);

  self = g_object_new (ETB_TYPE_REPEAT_VIEW, NULL);
  self->dossier = g_object_ref (dossier);
  self->territory = territory != NULL ? g_object_ref (territory) : NULL;
  self->item = item;

  fill_words (self);
  rebuild (self);
  on_dossier_verdicts_changed (dossier, self);
  g_signal_connect_object (dossier, "lines-changed", G_CALLBACK (on_dossier_lines_changed), self,
                           0);
  g_signal_connect_object (dossier, "history-changed", G_CALLBACK (on_dossier_history_changed),
                           self, 0);
  g_signal_connect_object (dossier, "answer-changed", G_CALLBACK (on_dossier_answer_changed), self,
                           0);
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (on_dossier_verdicts_changed),
                           self, 0);

  return GTK_WIDGET (self);
}
