/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person still has to do to the answers: those missing, and those not accepted with the
 * reason. Only relevant answers are looked at. Called by etb-run.c once calculations are done. */

#include "etb-evaluation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_problem (GPtrArray *problems, char *path, char *label, char *message)
{
  EtbProblem *problem = g_new0 (EtbProblem, 1);

  problem->path = path;
  problem->label = label;
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

static char *
ask_for (const EtbElement *element, const char *label)
{
  switch (element->type)
    {
    case ETB_VALUE_ATTESTATION:
      return g_strdup_printf (_ ("Read and accept: %s"), label);
    case ETB_VALUE_CHOICE:
    case ETB_VALUE_CHOICES:
    case ETB_VALUE_YES_NO:
      return g_strdup_printf (_ ("Choose an answer: %s"), label);
    default:
      return element->in_table ? g_strdup_printf (_ ("Fill in this cell: %s"), label)
                               : g_strdup_printf (_ ("Answer this question: %s"), label);
    }
}

/* --- Is the value one of its type? NULL when it is, else why not (transfer full) --- */

static gboolean
list_has (const EtbList *list, const char *code, gsize length)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      const char *value = ((EtbListItem *)g_ptr_array_index (list->items, i))->value;

      if (strlen (value) == length && strncmp (value, code, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
check_codes (const EtbElement *element, const char *value)
{
  if (element->list == NULL)
    return NULL;
  for (const char *code = value; *code != '\0';)
    {
      gsize length = element->type == ETB_VALUE_CHOICES ? strcspn (code, " ") : strlen (code);

      if (!list_has (element->list, code, length))
        return g_strdup_printf (_ ("“%.*s” is not one of the choices; choose again."), (int)length,
                                   code);
      code += length;
      code += strspn (code, " ");
    }
  return NULL;
}

static char *
check_length (const EtbElement *element, const char *value)
{
  glong length, most = element->bind != NULL ? element->bind->max_length : 0;

  if (most == 0)
    return NULL;
  length = g_utf8_strlen (value, -1);
  if (length <= most)
    return NULL;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "This text has %ld character too many: shorten it to %ld.",
                   "This text has %ld characters too many: shorten it to %ld.", length - most),
      length - most, most);
}

/* Tables are mostly amounts: told from their letters, without writing them anew. */
static gboolean
is_canonical_amount (const char *value)
{
  gsize whole = strspn (value, "0123456789");

  return whole > 0 && whole <= 12 && (whole == 1 || value[0] != '0') && value[whole] == '.'
         && g_ascii_isdigit (value[whole + 1]) && g_ascii_isdigit (value[whole + 2])
         && value[whole + 3] == '\0';
}

static char *
check_type (const EtbElement *element, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *normal = NULL;

  if (element->type == ETB_VALUE_AMOUNT && is_canonical_amount (value))
    return NULL;
  normal = etb_value_normalise (element->type, value, &error);
  if (normal == NULL)
    return g_strdup (error->message);
  if (strcmp (normal, value) != 0)
    return g_strdup_printf (_ ("“%s” is not written as expected; type it again."), value);
  if (element->type == ETB_VALUE_CHOICE || element->type == ETB_VALUE_CHOICES)
    return check_codes (element, value);
  return check_length (element, value);
}

static char *
check_constraint (EtbRun *self, const EtbElement *element, EtbNodeRecord *record)
{
  if (element->constraint == NULL
      || etb_run_condition (self, element->constraint, record->node) != ETB_TRUTH_FALSE)
    return NULL;
  if (element->bind->constraint_message != NULL)
    return g_strdup (element->bind->constraint_message);
  return g_strdup (_ ("This answer does not fit with the rules of the call; check it."));
}

/* --- Going through the answers --- */

static void
check_answer (EtbRun *self, EtbNodeRecord *record)
{
  const EtbElement *element = etb_plan_element (self->plan, record->element);
  g_autofree char *copy = NULL;
  const char *value = etb_node_text (record->node, &copy);
  char *message = NULL;

  if (*value == '\0' || etb_text_is_blank (value))
    {
      if (record->state.required && element->calculate == NULL)
        {
          char *label = etb_run_label_of (self, record);

          add_problem (self->out->missing, etb_run_path_of (self, record), label,
                       ask_for (element, label));
        }
      return;
    }
  /* what is calculated is not typed: a difference may be negative */
  if (element->calculate == NULL)
    message = check_type (element, value);
  if (message == NULL)
    message = check_constraint (self, element, record);
  if (message == NULL)
    return;
  record->state.message = g_string_chunk_insert (self->out->messages, message);
  add_problem (self->out->invalid, etb_run_path_of (self, record), etb_run_label_of (self, record),
               message);
}

static void
check_lines (EtbRun *self, guint index)
{
  const EtbElement *element = etb_plan_element (self->plan, index);
  const EtbItem *repeat = element->repeat;
  EtbNodeState *state = g_new0 (EtbNodeState, 1);
  guint lines = 0, lacking;

  state->relevant = etb_run_is_repeat_relevant (self, index);
  state->required = state->relevant && repeat->minimum > 0;
  g_hash_table_insert (self->out->repeats, g_strdup (element->path), state);
  for (guint i = self->out->first[index]; i != ETB_NO_RECORD; i = etb_run_record (self, i)->next)
    lines += etb_run_record (self, i)->node != NULL;
  if (!state->relevant || lines >= repeat->minimum)
    return;

  lacking = repeat->minimum - lines;
  add_problem (self->out->missing, g_strdup (element->path), g_strdup (repeat->label),
               g_strdup_printf (
                   g_dngettext (GETTEXT_PACKAGE, "Add %u line: %s", "Add %u lines: %s", lacking),
                   lacking, repeat->label));
}

static void
find_state (EtbRun *self, EtbNodeRecord *record)
{
  const EtbElement *element = etb_plan_element (self->plan, record->element);

  record->state.required
      = element->required != NULL
        && etb_run_condition (self, element->required, record->node) == ETB_TRUTH_TRUE;
  record->state.readonly
      = element->calculate != NULL
        || (element->readonly != NULL
            && etb_run_condition (self, element->readonly, record->node) == ETB_TRUTH_TRUE);
}

void
etb_run_check_answers (EtbRun *self)
{
  for (guint i = 0; i < self->plan->elements->len; i++)
    if (etb_plan_element (self->plan, i)->repeat != NULL)
      check_lines (self, i);
  for (guint i = 0; i < self->out->records->len; i++)
    {
      EtbNodeRecord *record = etb_run_record (self, i);

      if (record->node == NULL || !record->state.relevant
          || !etb_plan_element (self->plan, record->element)->leaf)
        continue;
      find_state (self, record);
      check_answer (self, record);
    }
}
