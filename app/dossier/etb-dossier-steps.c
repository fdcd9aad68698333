/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the history of a dossier says to people. */

#include <glib/gi18n-lib.h>

#include "etb-dossier-private.h"

GPtrArray *
etb_dossier_get_steps (EtbDossier *self, guint *n_done)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return etb_history_get_steps (self->history, n_done);
}

/* The label of an answer or a line, the line being named by its number where it still is. */
static char *
label_of (EtbDossier *self, const char *key)
{
  xmlNodePtr node = etb_instance_find (self->instance, key);
  g_autofree char *path = node ? etb_instance_path_of (self->instance, node) : NULL;
  char *label = etb_call_label_for (self->call, path ? path : key);

  return label ? label : g_strdup (key);
}

static char *
repeat_label_of (EtbDossier *self, const char *key)
{
  const EtbItem *repeat = etb_call_find_repeat (self->call, key);

  return g_strdup (repeat && repeat->label ? repeat->label : key);
}

static char *
piece_label_of (EtbDossier *self, const char *code)
{
  const EtbPiece *piece = etb_call_find_piece (self->call, code);

  return g_strdup (piece ? piece->label : code);
}

typedef struct
{
  const char *format;
  char *(*subject) (EtbDossier *self, const char *subject);
} Wording;

static char *
as_it_is (EtbDossier *self, const char *subject)
{
  return g_strdup (subject);
}

static const Wording wordings[] = {
  [ETB_STEP_ANSWER]
  = { N_ ("Answer to “%s”"), label_of },
      [ETB_STEP_LINE_ADDED]
      = { N_ ("Line added to “%s”"), repeat_label_of },
          [ETB_STEP_LINE_REMOVED]
          = { N_ ("Line removed from “%s”"), repeat_label_of },
              [ETB_STEP_ATTACHED]
              = { N_ ("File attached for “%s”"), piece_label_of },
                  [ETB_STEP_DETACHED]
                  = { N_ ("File removed from “%s”"), piece_label_of },
                      [ETB_STEP_DATED]
                      = { N_ ("Date of a document for “%s”"), piece_label_of },
                          [ETB_STEP_FILLED]
                          = { N_ ("Answers taken from the file “%s”"), as_it_is },
                              [ETB_STEP_RESTORED]
                              = { N_ ("Back to the version of %s"), as_it_is },
                                  [ETB_STEP_MERGED]
                                  = { N_ ("Brought together with the copy “%s”"), as_it_is },
                                      [ETB_STEP_REUSED]
                                      = { N_ ("Answers taken from the dossier “%s”"), as_it_is },
                                          [ETB_STEP_PASTED]
                                          = { N_ ("Amounts pasted in “%s”"), as_it_is },
                                              [ETB_STEP_CHOSEN]
                                              = { N_ ("Choice from the list for “%s”"), label_of },
                                                  [ETB_STEP_LOCATED]
                                                  = { N_ ("Place looked up: %s"), as_it_is },
                                                  };

char *
etb_dossier_describe_step (EtbDossier *self, const EtbStep *step)
{
  g_autofree char *subject = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (step != NULL, NULL);

  subject = wordings[step->kind].subject (self, step->subject);
  text = g_string_new (_ (wordings[step->kind].format));
  g_string_replace (text, "%s", subject, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
etb_dossier_path_of_step (EtbDossier *self, const EtbStep *step)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (step != NULL, NULL);

  for (guint i = 0; i < step->items->len; i++)
    {
      const EtbStepItem *item = g_ptr_array_index (step->items, i);
      xmlNodePtr node = item->kind == ETB_STEP_ITEM_ANSWER || item->kind == ETB_STEP_ITEM_LINE
                            ? etb_instance_find (self->instance, item->key)
                            : NULL;

      if (node)
        return etb_instance_path_of (self->instance, node);
    }
  return NULL;
}
