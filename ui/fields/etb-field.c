/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The base of all fields: commit, refresh, relevance, what is wrong. The words are in its frame.
 *
 * Invariants
 *  - a change in the editor is either in the dossier or `dirty`; it is committed at the latest when
 *    the field leaves its window;
 *  - the editor is refilled from the dossier only when nobody is in the field and nothing is dirty.
 *
 * Callers: the factory builds subclasses; pages talk through EtbAnswerView. */

#include "etb-field-private.h"

#include "etb-answer-view.h"
#include "etb-dossier-assistance.h"

/* After the first key that is not in the dossier yet: who types without a pause loses no more than
   who pauses. */
#define COMMIT_DELAY_MS 1000

typedef struct
{
  EtbDossier *dossier;
  EtbTerritory *territory;
  const EtbItem *question;
  char *path;

  EtbFieldFrame *frame;
  GtkWidget *control;
  GtkEventController *focus;
  char *stored; /* what the editor was last filled with */
  guint commit_source;
  gboolean filling; /* the program writes in the editor, not the person */
  gboolean dirty;
} EtbFieldPrivate;

enum
{
  PROP_0,
  PROP_DOSSIER,
  PROP_TERRITORY,
  PROP_QUESTION,
  PROP_PATH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void etb_field_answer_view_init (EtbAnswerViewInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (EtbField, etb_field, GTK_TYPE_BOX,
                                  G_ADD_PRIVATE (EtbField)
                                      G_IMPLEMENT_INTERFACE (ETB_TYPE_ANSWER_VIEW,
                                                             etb_field_answer_view_init))

#define GET_PRIVATE(self) ((EtbFieldPrivate *)etb_field_get_instance_private (self))

/* What the editor must show: a calculated answer is only in the evaluation. */
static char *
read_stored (EtbField *self)
{
  EtbFieldPrivate *priv = GET_PRIVATE (self);
  const EtbBind *bind = priv->question->bind;
  char *stored;

  if (bind != NULL && bind->calculate != NULL)
    {
      EtbEvaluation *evaluation = etb_dossier_get_evaluation (priv->dossier);

      stored = etb_instance_get (etb_evaluation_get_instance (evaluation), priv->path);
    }
  else
    {
      stored = etb_dossier_get_answer (priv->dossier, priv->path);
    }

  return stored != NULL ? stored : g_strdup ("");
}

static void
refill (EtbField *self)
{
  EtbFieldPrivate *priv = GET_PRIVATE (self);
  g_autofree char *stored = read_stored (self);

  g_free (priv->stored);
  priv->stored = g_steal_pointer (&stored);

  priv->filling = TRUE;
  ETB_FIELD_GET_CLASS (self)->show_value (self, priv->stored);
  priv->filling = FALSE;
}

static void
refresh_value (EtbField *self)
{
  EtbFieldPrivate *priv = GET_PRIVATE (self);
  g_autofree char *stored = NULL;

  if (priv->dirty || etb_field_has_focus (self))
    return;

  stored = read_stored (self);
  if (g_strcmp0 (stored, priv->stored) != 0)
    refill (self);
}

static void
refresh_state (EtbField *self)
{
  EtbFieldPrivate *priv = GET_PRIVATE (self);
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (priv->dossier);
  const EtbNodeState *node = etb_evaluation_get_node (evaluation, priv->path);
  const EtbBind *bind = priv->question->bind;

  gboolean editable = !node->readonly && (bind == NULL || bind->calculate == NULL)
                      && etb_dossier_may_change (priv->dossier, priv->path);
  EtbNeed need = ETB_NEED_NOTHING;

  if (editable)
    need = node->required ? ETB_NEED_REQUIRED : ETB_NEED_OPTIONAL;
  gtk_widget_set_visible (GTK_WIDGET (self), node->relevant);
  etb_field_frame_set_label (priv->frame, priv->question->label, need);
  ETB_FIELD_GET_CLASS (self)->set_editable (self, editable);

  /* A complaint that is on screen follows the answer; none appears by itself. */
  if (etb_field_frame_get_problem (priv->frame) != NULL)
    etb_field_set_problem (self, etb_answer_problem (evaluation, priv->path));
}

static void
on_dossier_answer_changed (EtbDossier *dossier, const char *path, gpointer user_data)
{
  EtbField *self = ETB_FIELD (user_data);

  if (*path == '\0' || g_str_equal (path, GET_PRIVATE (self)->path))
    refresh_value (self);
}

static void
on_dossier_verdicts_changed (EtbDossier *dossier, gpointer user_data)
{
  EtbField *self = ETB_FIELD (user_data);

  refresh_state (self);
  refresh_value (self);
}

static gboolean
on_commit_due (gpointer user_data)
{
  EtbField *self = ETB_FIELD (user_data);

  GET_PRIVATE (self)->commit_source = 0;
  etb_field_commit (self);

  return G_SOURCE_REMOVE;
}

/* Out of the field: the value is shown the way people write it, or as typed when it is not one. */
static void
on_focus_leave (GtkEventControllerFocus *controller, gpointer user_data)
{
  EtbField *self = ETB_FIELD (user_data);
  EtbFieldPrivate *priv = GET_PRIVATE (self);

  if (priv->dossier == NULL)
    return;

  etb_field_commit (self);
  if (!priv->dirty)
    refill (self);
}

static void
etb_field_unroot (GtkWidget *widget)
{
  etb_field_commit (ETB_FIELD (widget));

  GTK_WIDGET_CLASS (etb_field_parent_class)->unroot (widget);
}

static void
etb_field_default_focus (EtbField *self)
{
  gtk_widget_grab_focus (GET_PRIVATE (self)->control);
}

static void
etb_field_constructed (GObject *object)
{
  EtbField *self = ETB_FIELD (object);
  EtbFieldPrivate *priv = GET_PRIVATE (self);

  G_OBJECT_CLASS (etb_field_parent_class)->constructed (object);

  g_assert (ETB_IS_DOSSIER (priv->dossier));
  g_assert (priv->question != NULL);
  g_assert (priv->path != NULL);

  priv->filling = TRUE;
  etb_field_frame_set_words (priv->frame, priv->question->reason, priv->question->hint,
                             priv->question->example);
  ETB_FIELD_GET_CLASS (self)->build (self);
  g_assert (priv->control != NULL);

  priv->focus = gtk_event_controller_focus_new ();
  g_signal_connect (priv->focus, "leave", G_CALLBACK (on_focus_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), priv->focus);

  refresh_state (self);
  refill (self);

  g_signal_connect_object (priv->dossier, "answer-changed", G_CALLBACK (on_dossier_answer_changed),
                           self, 0);
  g_signal_connect_object (priv->dossier, "verdicts-changed",
                           G_CALLBACK (on_dossier_verdicts_changed), self, 0);
}

static void
etb_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  EtbFieldPrivate *priv = GET_PRIVATE (ETB_FIELD (object));

  switch (prop_id)
    {
    case PROP_DOSSIER:
      priv->dossier = g_value_dup_object (value);
      break;
    case PROP_TERRITORY:
      priv->territory = g_value_dup_object (value);
      break;
    case PROP_QUESTION:
      priv->question = g_value_get_pointer (value);
      break;
    case PROP_PATH:
      priv->path = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
etb_field_dispose (GObject *object)
{
  EtbField *self = ETB_FIELD (object);
  EtbFieldPrivate *priv = GET_PRIVATE (self);

  if (priv->dossier != NULL)
    {
      etb_field_commit (self);
      g_signal_handlers_disconnect_by_data (priv->dossier, self);
    }
  g_clear_handle_id (&priv->commit_source, g_source_remove);
  priv->control = NULL;
  g_clear_object (&priv->dossier);
  g_clear_object (&priv->territory);

  G_OBJECT_CLASS (etb_field_parent_class)->dispose (object);
}

static void
etb_field_finalize (GObject *object)
{
  EtbFieldPrivate *priv = GET_PRIVATE (ETB_FIELD (object));

  g_free (priv->path);
  g_free (priv->stored);

  G_OBJECT_CLASS (etb_field_parent_class)->finalize (object);
}

static void
etb_field_class_init (EtbFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = etb_field_constructed;
  object_class->set_property = etb_field_set_property;
  object_class->dispose = etb_field_dispose;
  object_class->finalize = etb_field_finalize;
  widget_class->unroot = etb_field_unroot;
  klass->focus = etb_field_default_focus;

  properties[PROP_DOSSIER] = g_param_spec_object ("dossier", NULL, NULL, ETB_TYPE_DOSSIER, flags);
  properties[PROP_TERRITORY]
      = g_param_spec_object ("territory", NULL, NULL, ETB_TYPE_TERRITORY, flags);
  properties[PROP_QUESTION] = g_param_spec_pointer ("question", NULL, NULL, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
etb_field_init (EtbField *self)
{
  EtbFieldPrivate *priv = GET_PRIVATE (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  priv->frame = ETB_FIELD_FRAME (etb_field_frame_new ());
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (priv->frame));
  gtk_widget_set_hexpand (GTK_WIDGET (priv->frame), TRUE);
}

/* EtbAnswerView */

static void
etb_field_view_commit (EtbAnswerView *view)
{
  etb_field_commit (ETB_FIELD (view));
}

static gboolean
etb_field_view_owns (EtbAnswerView *view, const char *path)
{
  return gtk_widget_get_visible (GTK_WIDGET (view))
         && g_str_equal (path, GET_PRIVATE (ETB_FIELD (view))->path);
}

static void
etb_field_view_reveal (EtbAnswerView *view, const char *path)
{
  if (etb_answer_view_owns (view, path))
    etb_field_focus_editor (ETB_FIELD (view));
}

static void
etb_field_view_show_problems (EtbAnswerView *view, EtbEvaluation *evaluation)
{
  EtbField *self = ETB_FIELD (view);
  const char *message = NULL;

  if (evaluation != NULL)
    message = etb_answer_problem (evaluation, GET_PRIVATE (self)->path);
  etb_field_set_problem (self, message);
}

static void
etb_field_answer_view_init (EtbAnswerViewInterface *iface)
{
  iface->commit = etb_field_view_commit;
  iface->owns = etb_field_view_owns;
  iface->reveal = etb_field_view_reveal;
  iface->show_problems = etb_field_view_show_problems;
}

/* For everybody */

const char *
etb_field_get_path (EtbField *self)
{
  g_return_val_if_fail (ETB_IS_FIELD (self), NULL);

  return GET_PRIVATE (self)->path;
}

void
etb_field_commit (EtbField *self)
{
  EtbFieldPrivate *priv;
  g_autofree char *typed = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ETB_IS_FIELD (self));

  priv = GET_PRIVATE (self);
  g_clear_handle_id (&priv->commit_source, g_source_remove);
  if (!priv->dirty || priv->control == NULL)
    return;

  typed = ETB_FIELD_GET_CLASS (self)->get_typed (self);
  if (etb_dossier_set_answer (priv->dossier, priv->path, typed, &error))
    priv->dirty = FALSE;
  else
    etb_field_set_problem (self, error->message);
}

void
etb_field_set_problem (EtbField *self, const char *message)
{
  g_return_if_fail (ETB_IS_FIELD (self));

  etb_field_frame_set_problem (GET_PRIVATE (self)->frame, message);
}

void
etb_field_focus_editor (EtbField *self)
{
  g_return_if_fail (ETB_IS_FIELD (self));

  ETB_FIELD_GET_CLASS (self)->focus (self);
}

/* For subclasses */

void
etb_field_set_editor (EtbField *self, GtkWidget *editor, GtkWidget *control)
{
  EtbFieldPrivate *priv;

  g_return_if_fail (ETB_IS_FIELD (self));
  g_return_if_fail (GTK_IS_WIDGET (editor));
  g_return_if_fail (GTK_IS_WIDGET (control));

  priv = GET_PRIVATE (self);
  priv->control = control;
  etb_field_frame_set_editor (priv->frame, editor, control);
}

void
etb_field_touch (EtbField *self, gboolean at_once)
{
  EtbFieldPrivate *priv;

  g_return_if_fail (ETB_IS_FIELD (self));

  priv = GET_PRIVATE (self);
  if (priv->filling)
    return;

  priv->dirty = TRUE;
  if (at_once)
    etb_field_commit (self);
  else if (priv->commit_source == 0)
    priv->commit_source = g_timeout_add (COMMIT_DELAY_MS, on_commit_due, self);
}

gboolean
etb_field_has_focus (EtbField *self)
{
  EtbFieldPrivate *priv;

  g_return_val_if_fail (ETB_IS_FIELD (self), FALSE);

  priv = GET_PRIVATE (self);

  return priv->focus != NULL
         && gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (priv->focus));
}

gboolean
etb_field_is_required (EtbField *self)
{
  EtbFieldPrivate *priv;

  g_return_val_if_fail (ETB_IS_FIELD (self), FALSE);

  priv = GET_PRIVATE (self);

  return etb_evaluation_get_node (etb_dossier_get_evaluation (priv->dossier), priv->path)->required;
}

EtbDossier *
etb_field_get_dossier (EtbField *self)
{
  return GET_PRIVATE (self)->dossier;
}

EtbTerritory *
etb_field_get_territory (EtbField *self)
{
  return GET_PRIVATE (self)->territory;
}

const EtbItem *
etb_field_get_question (EtbField *self)
{
  return GET_PRIVATE (self)->question;
}

EtbValueType
etb_field_get_value_type (EtbField *self)
{
  const EtbBind *bind = GET_PRIVATE (self)->question->bind;

  return bind != NULL ? bind->type : ETB_VALUE_TEXT;
}

EtbFieldFrame *
etb_field_get_frame (EtbField *self)
{
  return GET_PRIVATE (self)->frame;
}
