/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame of a page: see the header. Subclassed by everything in this folder. */

#include "etb-page-frame.h"

#include "etb-column-layout.h"
#include "etb-wrap-layout.h"

/* Around what one is brought to. */
#define SCROLL_MARGIN 24

typedef struct
{
  GtkScrolledWindow *scroller;
  GtkWidget *column;
  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *lead;
  GtkBox *content;
  GtkWidget *bar;
  GtkBox *buttons;
  EtbPageFrameFunc next; /* appends what is still to come; of no use while `tick` is 0 */
  guint tick;            /* while something is to come, else 0 */
} EtbPageFramePrivate;

static guint act_signal;

G_DEFINE_TYPE_WITH_PRIVATE (EtbPageFrame, etb_page_frame, GTK_TYPE_BOX)

static EtbPageFramePrivate *
private_of (EtbPageFrame *self)
{
  return etb_page_frame_get_instance_private (self);
}

static void
etb_page_frame_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_box_remove (GTK_BOX (object), child);
  G_OBJECT_CLASS (etb_page_frame_parent_class)->dispose (object);
}

static void
etb_page_frame_class_init (EtbPageFrameClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_page_frame_dispose;
  act_signal = g_signal_new ("act", ETB_TYPE_PAGE_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 1, ETB_TYPE_CLOSED_ACT);
  g_type_ensure (ETB_TYPE_COLUMN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/pages/etb-page-frame.ui");
  gtk_widget_class_bind_template_child_private (widget_class, EtbPageFrame, scroller);
  gtk_widget_class_bind_template_child_private (widget_class, EtbPageFrame, column);
  gtk_widget_class_bind_template_child_private (widget_class, EtbPageFrame, heading);
  gtk_widget_class_bind_template_child_private (widget_class, EtbPageFrame, title);
  gtk_widget_class_bind_template_child_private (widget_class, EtbPageFrame, lead);
  gtk_widget_class_bind_template_child_private (widget_class, EtbPageFrame, content);
  gtk_widget_class_bind_template_child_private (widget_class, EtbPageFrame, bar);
  gtk_widget_class_bind_template_child_private (widget_class, EtbPageFrame, buttons);
}

static gboolean
on_scroll_key (GtkWidget *column, GVariant *args, gpointer data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (column, GTK_TYPE_SCROLLED_WINDOW);
  gboolean done = FALSE;

  g_signal_emit_by_name (scroller, "scroll-child", GPOINTER_TO_INT (data), FALSE, &done);
  return done;
}

/* GTK's Ctrl+Home and Ctrl+End go sideways, where a page never does: here they go to its start and
 * its end, as everywhere one reads. */
static void
add_scroll_keys (EtbPageFrame *self)
{
  static const struct
  {
    guint key;
    GtkScrollType scroll;
  } keys[] = {
    { GDK_KEY_Home, GTK_SCROLL_START },
    { GDK_KEY_KP_Home, GTK_SCROLL_START },
    { GDK_KEY_End, GTK_SCROLL_END },
    { GDK_KEY_KP_End, GTK_SCROLL_END },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (
            gtk_keyval_trigger_new (keys[i].key, GDK_CONTROL_MASK),
            gtk_callback_action_new (on_scroll_key, GINT_TO_POINTER (keys[i].scroll), NULL)));
  gtk_widget_add_controller (private_of (self)->column, controller);
}

static void
etb_page_frame_init (EtbPageFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (private_of (self)->buttons), etb_wrap_layout_new ());
  add_scroll_keys (self);
}

void
etb_page_frame_set_title (EtbPageFrame *self, const char *title)
{
  g_return_if_fail (ETB_IS_PAGE_FRAME (self));

  gtk_label_set_label (private_of (self)->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (private_of (self)->heading),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
etb_page_frame_set_lead (EtbPageFrame *self, const char *lead)
{
  g_return_if_fail (ETB_IS_PAGE_FRAME (self));

  gtk_label_set_label (private_of (self)->lead, lead != NULL ? lead : "");
  gtk_widget_set_visible (GTK_WIDGET (private_of (self)->lead), lead != NULL);
}

void
etb_page_frame_append (EtbPageFrame *self, GtkWidget *child)
{
  g_return_if_fail (ETB_IS_PAGE_FRAME (self));

  gtk_box_append (private_of (self)->content, child);
}

static gboolean
on_append_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  EtbPageFrame *self = ETB_PAGE_FRAME (widget);
  EtbPageFramePrivate *priv = private_of (self);
  const guint tick = priv->tick;
  gboolean more;

  /* Not seen yet, or no longer. */
  if (!gtk_widget_get_mapped (widget))
    return G_SOURCE_CONTINUE;
  more = priv->next (self);
  /* It began again. */
  if (tick != priv->tick)
    return G_SOURCE_REMOVE;
  if (!more)
    priv->tick = 0;
  return more;
}

static void
stop_appending (EtbPageFrame *self)
{
  EtbPageFramePrivate *priv = private_of (self);

  if (priv->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), priv->tick);
  priv->tick = 0;
}

void
etb_page_frame_append_by_frames (EtbPageFrame *self, EtbPageFrameFunc next)
{
  g_return_if_fail (ETB_IS_PAGE_FRAME (self));
  g_return_if_fail (next != NULL);

  stop_appending (self);
  private_of (self)->next = next;
  private_of (self)->tick
      = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_append_tick, NULL, NULL);
}

gboolean
etb_page_frame_is_appending (EtbPageFrame *self)
{
  g_return_val_if_fail (ETB_IS_PAGE_FRAME (self), FALSE);

  return private_of (self)->tick != 0;
}

GtkWidget *
etb_page_frame_append_heading (EtbPageFrame *self, const char *text)
{
  GtkWidget *heading = etb_heading_new (text);

  gtk_widget_add_css_class (heading, "etb-part-heading");
  etb_page_frame_append (self, heading);
  return heading;
}

/* GTK goes wrong when what has the focus goes away. */
static void
save_focus (EtbPageFrame *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (private_of (self)->content)))
    etb_page_frame_focus_heading (self);
}

void
etb_page_frame_clear (EtbPageFrame *self)
{
  GtkWidget *child;

  g_return_if_fail (ETB_IS_PAGE_FRAME (self));

  stop_appending (self);
  save_focus (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (private_of (self)->content))) != NULL)
    gtk_box_remove (private_of (self)->content, child);
}

GtkWidget *
etb_page_frame_add_button (EtbPageFrame *self, const char *label, const char *action)
{
  g_return_val_if_fail (ETB_IS_PAGE_FRAME (self), NULL);

  GtkWidget *button = gtk_button_new ();
  etb_button_set_words (button, label);
  if (action != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (private_of (self)->buttons, button);
  gtk_widget_set_visible (private_of (self)->bar, TRUE);
  return button;
}

void
etb_page_frame_focus_heading (EtbPageFrame *self)
{
  g_return_if_fail (ETB_IS_PAGE_FRAME (self));

  gtk_widget_grab_focus (private_of (self)->heading);
}

void
etb_page_frame_act (EtbPageFrame *self, EtbClosedAct *act)
{
  g_autoptr (EtbClosedAct) kept = act;

  g_return_if_fail (ETB_IS_PAGE_FRAME (self));

  g_signal_emit (self, act_signal, 0, kept);
}

/* What is brought in sight, once it has its place. */
typedef struct
{
  GtkWidget *part;
  guint frames_to_wait;
} Reveal;

static void
reveal_free (gpointer data)
{
  g_object_unref (((Reveal *)data)->part);
  g_free (data);
}

static gboolean
on_reveal_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EtbPageFramePrivate *priv = private_of (ETB_PAGE_FRAME (widget));
  Reveal *reveal = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (priv->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  if (reveal->frames_to_wait-- > 0)
    return G_SOURCE_CONTINUE;
  if (!gtk_widget_compute_bounds (reveal->part, gtk_widget_get_parent (priv->column), &bounds))
    return G_SOURCE_REMOVE;
  value = MAX (value, bounds.origin.y + bounds.size.height + SCROLL_MARGIN
                          - gtk_adjustment_get_page_size (adjustment));
  value = MIN (value, bounds.origin.y - SCROLL_MARGIN);
  gtk_adjustment_set_value (adjustment, value);
  return G_SOURCE_REMOVE;
}

void
etb_page_frame_reveal (EtbPageFrame *self, GtkWidget *part)
{
  Reveal *reveal;

  g_return_if_fail (ETB_IS_PAGE_FRAME (self));
  g_return_if_fail (GTK_IS_WIDGET (part));

  reveal = g_new0 (Reveal, 1);
  reveal->part = g_object_ref (part);
  reveal->frames_to_wait = 3;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_reveal_tick, reveal, reveal_free);
}

void
etb_page_frame_reveal_in_page (GtkWidget *part)
{
  GtkWidget *frame;

  g_return_if_fail (GTK_IS_WIDGET (part));

  frame = gtk_widget_get_ancestor (part, ETB_TYPE_PAGE_FRAME);
  if (frame != NULL)
    etb_page_frame_reveal (ETB_PAGE_FRAME (frame), part);
}

GtkWidget *
etb_heading_new (const char *text)
{
  GtkWidget *label = g_object_new (
      GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign",
      0.0f, "width-chars", ETB_LEAST_CHARS, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (label, "title-3");
  return label;
}
