/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One answer out of a long list of the call. With nothing typed the whole list is suggested; what
 * is typed is looked for in the hints too, which name what people call a thing: those found by
 * their label come first. Made by the factory only. */

#include "etb-list-field.h"

struct _EtbListField
{
  EtbSuggestField parent_instance;
};

G_DEFINE_FINAL_TYPE (EtbListField, etb_list_field, ETB_TYPE_SUGGEST_FIELD)

static const EtbListItem *
find_item (EtbSuggestField *field, const char *value)
{
  GPtrArray *items = etb_field_get_question (ETB_FIELD (field))->list->items;

  for (guint i = 0; i < items->len; i++)
    {
      const EtbListItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->value, value))
        return item;
    }

  return NULL;
}

static gboolean
holds (const char *text, const char *folded)
{
  g_autofree char *in = etb_suggest_fold (text != NULL ? text : "");

  return strstr (in, folded) != NULL;
}

static GPtrArray *
etb_list_field_suggest (EtbSuggestField *field, const char *typed)
{
  GPtrArray *items = etb_field_get_question (ETB_FIELD (field))->list->items;
  GPtrArray *suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_suggestion_free);
  g_autofree char *folded = etb_suggest_fold (typed);
  guint by_label = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const EtbListItem *item = g_ptr_array_index (items, i);
      gboolean labelled = holds (item->label, folded);

      if (labelled || holds (item->hint, folded))
        g_ptr_array_insert (suggestions, labelled ? (int)by_label++ : -1,
                            etb_suggestion_new (item->value, item->label, item->label, item->hint));
    }

  return suggestions;
}

static char *
etb_list_field_describe (EtbSuggestField *field, const char *value)
{
  const EtbListItem *item = find_item (field, value);

  return item != NULL ? g_strdup (item->label) : NULL;
}

static void
etb_list_field_class_init (EtbListFieldClass *klass)
{
  EtbSuggestFieldClass *suggest_class = ETB_SUGGEST_FIELD_CLASS (klass);

  suggest_class->suggest = etb_list_field_suggest;
  suggest_class->describe = etb_list_field_describe;
}

static void
etb_list_field_init (EtbListField *self)
{
}
