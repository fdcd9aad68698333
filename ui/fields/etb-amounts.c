/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Amounts side by side: see the header. Knows no widget. Used by EtbAmountsView. */

#include "etb-amounts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-ceiling.h"
#include "etb-display.h"

static void
amount_free (gpointer data)
{
  EtbAmount *self = data;

  g_free (self->label);
  g_free (self->text);
  g_free (self);
}

void
etb_amounts_free (EtbAmounts *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->ceiling_text);
  g_ptr_array_unref (self->amounts);
  g_free (self);
}

static EtbAmounts *
amounts_new (char *title)
{
  EtbAmounts *self = g_new0 (EtbAmounts, 1);

  self->title = title;
  self->amounts = g_ptr_array_new_with_free_func (amount_free);
  return self;
}

/* What the rules see at @path; "" when it does not apply. Returns: (transfer full) */
static char *
read_answer (EtbEvaluation *evaluation, const char *path)
{
  char *value = etb_instance_get (etb_evaluation_get_instance (evaluation), path);

  return value != NULL ? value : g_strdup ("");
}

/* 0 for what is no amount. */
static double
read_euros (const char *canonical)
{
  gint64 cents = 0;

  return etb_value_parse_cents (canonical, &cents) && cents > 0 ? (double)cents / 100.0 : 0.0;
}

/* Takes @label and @text. */
static EtbAmount *
add (EtbAmounts *self, char *label, char *text, const char *value)
{
  EtbAmount *amount = g_new0 (EtbAmount, 1);

  amount->label = label;
  amount->text = text;
  amount->amount = read_euros (value);
  self->most = MAX (self->most, amount->amount);
  g_ptr_array_add (self->amounts, amount);
  return amount;
}

/* ---- Under one ceiling ------------------------------------------------------------------------
 */

/* Returns: (transfer full) (nullable): the ceiling of @path, canonical */
static char *
find_ceiling (EtbDossier *dossier, const char *path)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (etb_dossier_get_evaluation (dossier));

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);
      g_autofree char *of = NULL;
      g_autofree char *value = NULL;

      /* Most criteria do not name it: those are not read at every keystroke. */
      if (strstr (verdict->criterion->test, path) != NULL
          && etb_ceiling_of (etb_dossier_get_call (dossier), verdict->criterion, &of, &value)
          && g_str_equal (of, path))
        return g_steal_pointer (&value);
    }
  return NULL;
}

static void
add_held (EtbAmounts *self, EtbDossier *dossier, const EtbItem *question, const char *ceiling)
{
  EtbCall *call = etb_dossier_get_call (dossier);
  g_autofree char *value = read_answer (etb_dossier_get_evaluation (dossier), question->path);
  g_autofree char *text = etb_display_value (call, NULL, question->path, value);
  EtbAmount *amount;

  if (self->ceiling_text == NULL)
    {
      self->ceiling = self->most = read_euros (ceiling);
      self->ceiling_text = etb_display_value (call, NULL, question->path, ceiling);
    }
  if (read_euros (ceiling) != self->ceiling)
    return;
  if (read_euros (value) > self->ceiling)
    {
      amount = add (self, g_strdup (question->label),
                    g_strdup_printf ("%s – %s", text, _ ("above the ceiling")), value);
      amount->fill = ETB_BAR_STRIPES;
    }
  else
    add (self, g_strdup (question->label),
         g_strdup (*text != '\0' ? text : _ ("nothing yet")), value);
}

EtbAmounts *
etb_amounts_under_ceiling (EtbDossier *dossier, GPtrArray *items)
{
  EtbAmounts *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (items != NULL, NULL);

  self = amounts_new (g_strdup (_ ("Amounts against the ceiling of the call")));
  for (guint i = 0; i < items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (items, i);
      g_autofree char *ceiling
          = item->kind == ETB_ITEM_QUESTION && item->bind->type == ETB_VALUE_AMOUNT
                ? find_ceiling (dossier, item->path)
                : NULL;

      if (ceiling != NULL)
        add_held (self, dossier, item, ceiling);
    }
  /* One bar compares nothing. */
  if (self->amounts->len < 2)
    g_clear_pointer (&self, etb_amounts_free);
  return self;
}

/* ---- Lines of a repeat ------------------------------------------------------------------------
 */

/* What a line says of itself: its first words, the choice before its amount, its last choice. */
typedef struct
{
  const EtbItem *name, *detail, *amount, *status;
} LineParts;

static LineParts
find_parts (const EtbItem *repeat)
{
  LineParts parts = { NULL };

  for (guint i = 0; i < repeat->items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (repeat->items, i);
      const EtbValueType type = item->bind->type;

      if (parts.name == NULL && type == ETB_VALUE_TEXT)
        parts.name = item;
      else if (parts.amount == NULL && type == ETB_VALUE_AMOUNT)
        parts.amount = item;
      else if (type == ETB_VALUE_CHOICE && parts.amount == NULL)
        parts.detail = item;
      else if (type == ETB_VALUE_CHOICE)
        parts.status = item;
    }
  return parts;
}

/* @canonical: (out) (optional) (transfer full). Returns: (transfer full): "" when empty */
static char *
read_part (EtbDossier *dossier, const EtbItem *repeat, guint line, const EtbItem *part,
           char **canonical)
{
  g_autofree char *value = NULL;
  g_autofree char *path = NULL;
  char *text;

  if (part == NULL)
    return g_strdup ("");
  path = etb_item_path_in_line (part, repeat, line);
  value = read_answer (etb_dossier_get_evaluation (dossier), path);
  text = etb_display_value (etb_dossier_get_call (dossier), NULL, path, value);
  if (canonical != NULL)
    *canonical = g_steal_pointer (&value);
  return text;
}

static EtbBarFill
fill_of (const EtbItem *status, const char *code)
{
  if (status == NULL || status->list == NULL)
    return ETB_BAR_SOLID;
  for (guint i = 0; i < status->list->items->len; i++)
    if (g_str_equal (((EtbListItem *)g_ptr_array_index (status->list->items, i))->value, code))
      return (EtbBarFill)(i % ETB_BAR_N_FILLS);
  return ETB_BAR_OUTLINE;
}

static void
add_line (EtbAmounts *self, EtbDossier *dossier, const EtbItem *repeat, const LineParts *parts,
          guint line)
{
  g_autofree char *value = NULL;
  g_autofree char *code = NULL;
  g_autofree char *text = read_part (dossier, repeat, line, parts->amount, &value);
  g_autofree char *name = read_part (dossier, repeat, line, parts->name, NULL);
  g_autofree char *detail = read_part (dossier, repeat, line, parts->detail, NULL);
  g_autofree char *status = read_part (dossier, repeat, line, parts->status, &code);

  if (*value == '\0')
    return;
  if (*name == '\0')
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", repeat->line_label, line);
    }
  add (self, *detail != '\0' ? g_strdup_printf ("%s – %s", name, detail) : g_strdup (name),
       *status != '\0' ? g_strdup_printf ("%s – %s", text, status) : g_strdup (text), value)
      ->fill
      = fill_of (parts->status, code != NULL ? code : "");
}

EtbAmounts *
etb_amounts_of_lines (EtbDossier *dossier, const EtbItem *repeat)
{
  EtbAmounts *self;
  LineParts parts;
  guint n_lines;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (repeat != NULL && repeat->kind == ETB_ITEM_REPEAT, NULL);

  parts = find_parts (repeat);
  if (parts.amount == NULL)
    return NULL;
  self = amounts_new (g_strdup_printf (_ ("%s: the amounts side by side"), repeat->label));
  n_lines = etb_instance_count_lines (
      etb_evaluation_get_instance (etb_dossier_get_evaluation (dossier)), repeat->path);
  for (guint i = 1; i <= n_lines; i++)
    add_line (self, dossier, repeat, &parts, i);
  if (self->amounts->len < 2)
    g_clear_pointer (&self, etb_amounts_free);
  return self;
}

char *
etb_amounts_describe (const EtbAmounts *self)
{
  GString *words;

  g_return_val_if_fail (self != NULL, NULL);

  words = g_string_new (NULL);
  if (self->ceiling_text != NULL)
    g_string_append_printf (words, _ ("Ceiling: %s"), self->ceiling_text);
  for (guint i = 0; i < self->amounts->len; i++)
    {
      const EtbAmount *amount = g_ptr_array_index (self->amounts, i);

      if (words->len > 0)
        g_string_append (words, ". ");
      g_string_append_printf (words, _ ("%s: %s"), amount->label, amount->text);
    }
  return g_string_free (words, FALSE);
}
