/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the guide: see the header. Knows no widget. Used by EtbGuideWindow. */

#include "etb-guide.h"

#include <gio/gio.h>
#include <locale.h>
#include <string.h>

G_DEFINE_QUARK (etb - guide - error - quark, etb_guide_error)

#define RESOURCES "/fr/etabli/Etabli/guide/"

typedef struct
{
  EtbGuide *guide;
  EtbGuidePage *page;   /* being read, or NULL */
  EtbGuideBlock *block; /* being read, or NULL */
  GString *text;        /* of the block */
  guint n_steps;        /* of the page */
} Reading;

/* What an inline element becomes. */
static const struct
{
  const char *name, *open, *close;
} inlines[] = {
  { "ui", "<b>", "</b>" },
  { "b", "<b>", "</b>" },
  { "key", "<tt>", "</tt>" },
};

static const struct
{
  const char *name;
  EtbGuideBlockKind kind;
} blocks[] = {
  { "p", ETB_GUIDE_PARAGRAPH },     { "do", ETB_GUIDE_STEP }, { "note", ETB_GUIDE_NOTE },
  { "picture", ETB_GUIDE_PICTURE }, { "see", ETB_GUIDE_SEE },
};

static void
block_free (gpointer data)
{
  EtbGuideBlock *self = data;

  g_free (self->text);
  g_free (self->target);
  g_free (self);
}

static void
page_free (gpointer data)
{
  EtbGuidePage *self = data;

  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->blocks);
  g_free (self->words);
  g_free (self);
}

void
etb_guide_free (EtbGuide *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pages);
  g_free (self);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static void
refuse (GMarkupParseContext *context, const char *element, GError **error)
{
  int line;

  g_markup_parse_context_get_position (context, &line, NULL);
  g_set_error (error, ETB_GUIDE_ERROR, ETB_GUIDE_ERROR_FORM, "line %d: <%s> is not expected there",
               line, element);
}

static void
start_page (Reading *self, const char *id, const char *title)
{
  self->page = g_new0 (EtbGuidePage, 1);
  self->page->id = g_strdup (id);
  self->page->title = g_strdup (title);
  self->page->blocks = g_ptr_array_new_with_free_func (block_free);
  self->n_steps = 0;
  g_ptr_array_add (self->guide->pages, self->page);
}

static void
start_block (Reading *self, EtbGuideBlockKind kind)
{
  self->block = g_new0 (EtbGuideBlock, 1);
  self->block->kind = kind;
  if (kind == ETB_GUIDE_STEP)
    self->block->number = ++self->n_steps;
  g_ptr_array_add (self->page->blocks, self->block);
  g_string_truncate (self->text, 0);
}

static gboolean
start_inline (Reading *self, const char *element)
{
  for (gsize i = 0; i < G_N_ELEMENTS (inlines); i++)
    if (g_str_equal (inlines[i].name, element))
      {
        g_string_append (self->text, inlines[i].open);
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_attributes (Reading *self, const char *element, const char **names, const char **values,
                 GError **error)
{
  const char *first = NULL, *second = NULL;

  if (self->block->kind == ETB_GUIDE_PICTURE)
    {
      if (!g_markup_collect_attributes (element, names, values, error, G_MARKUP_COLLECT_STRING,
                                        "file", &first, G_MARKUP_COLLECT_STRING, "alt", &second,
                                        G_MARKUP_COLLECT_INVALID))
        return FALSE;
      self->block->text = g_strdup (second);
    }
  else if (self->block->kind == ETB_GUIDE_SEE)
    {
      if (!g_markup_collect_attributes (element, names, values, error, G_MARKUP_COLLECT_STRING,
                                        "page", &first, G_MARKUP_COLLECT_INVALID))
        return FALSE;
    }
  self->block->target = g_strdup (first);
  return TRUE;
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names,
          const char **values, gpointer data, GError **error)
{
  Reading *self = data;
  const char *id, *title;

  if (self->block != NULL)
    {
      if (!start_inline (self, element))
        refuse (context, element, error);
      return;
    }
  if (self->page == NULL)
    {
      if (g_str_equal (element, "page")
          && g_markup_collect_attributes (element, names, values, error, G_MARKUP_COLLECT_STRING,
                                          "id", &id, G_MARKUP_COLLECT_STRING, "title", &title,
                                          G_MARKUP_COLLECT_INVALID))
        start_page (self, id, title);
      else if (!g_str_equal (element, "page") && !g_str_equal (element, "guide"))
        refuse (context, element, error);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (g_str_equal (blocks[i].name, element))
      {
        start_block (self, blocks[i].kind);
        read_attributes (self, element, names, values, error);
        return;
      }
  refuse (context, element, error);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *self = data;

  if (self->block != NULL)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (inlines); i++)
        if (g_str_equal (inlines[i].name, element))
          {
            g_string_append (self->text, inlines[i].close);
            return;
          }
      if (self->block->text == NULL)
        self->block->text = g_strdup (self->text->str);
      self->block = NULL;
    }
  else
    self->page = NULL;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Reading *self = data;
  g_autofree char *escaped = g_markup_escape_text (text, (gssize)length);

  if (self->block != NULL)
    g_string_append (self->text, escaped);
}

/* ---- Once it is read --------------------------------------------------------------------------
 */

/* Without accents and case. Returns: (transfer full) */
static char *
fold (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "fr");

  return g_ascii_strdown (ascii, -1);
}

/* Gives links the titles of their pages, and pages their words. */
static gboolean
complete (EtbGuide *self, GError **error)
{
  if (self->pages->len == 0)
    {
      g_set_error (error, ETB_GUIDE_ERROR, ETB_GUIDE_ERROR_FORM, "there is no page");
      return FALSE;
    }
  for (guint i = 0; i < self->pages->len; i++)
    {
      EtbGuidePage *page = g_ptr_array_index (self->pages, i);
      g_autoptr (GString) words = g_string_new (page->title);

      for (guint j = 0; j < page->blocks->len; j++)
        {
          EtbGuideBlock *block = g_ptr_array_index (page->blocks, j);
          const EtbGuidePage *other
              = block->kind == ETB_GUIDE_SEE ? etb_guide_find (self, block->target) : NULL;

          if (block->kind == ETB_GUIDE_SEE && other == NULL)
            {
              g_set_error (error, ETB_GUIDE_ERROR, ETB_GUIDE_ERROR_FORM,
                           "page “%s” names “%s”, which is not there", page->id, block->target);
              return FALSE;
            }
          if (other != NULL)
            {
              g_free (block->text);
              block->text = g_strdup (other->title);
              continue;
            }
          g_string_append_c (words, '\n');
          g_string_append (words, block->text);
        }
      page->words = fold (words->str);
    }
  return TRUE;
}

EtbGuide *
etb_guide_parse (const char *text, gssize length, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (EtbGuide) guide = g_new0 (EtbGuide, 1);
  g_autoptr (GString) buffer = g_string_new (NULL);
  Reading reading = { .guide = guide, .text = buffer };
  g_autoptr (GMarkupParseContext) context = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  guide->pages = g_ptr_array_new_with_free_func (page_free);
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reading, NULL);
  if (!g_markup_parse_context_parse (context, text, length, error)
      || !g_markup_parse_context_end_parse (context, error) || !complete (guide, error))
    return NULL;
  return g_steal_pointer (&guide);
}

EtbGuide *
etb_guide_load (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);
  const char *name = locale != NULL && g_str_has_prefix (locale, "fr") ? "fr.xml" : "en.xml";
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  EtbGuide *guide;
  gsize size;
  const char *text;

  g_assert (bytes != NULL);
  text = g_bytes_get_data (bytes, &size);
  guide = etb_guide_parse (text, (gssize)size, &error);
  /* It is part of the program: tests read it. */
  g_assert_no_error (error);
  return guide;
}

const EtbGuidePage *
etb_guide_find (const EtbGuide *self, const char *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->pages->len; i++)
    if (g_str_equal (((EtbGuidePage *)g_ptr_array_index (self->pages, i))->id, id))
      return g_ptr_array_index (self->pages, i);
  return NULL;
}

gboolean
etb_guide_page_matches (const EtbGuidePage *page, const char *search)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (page != NULL, FALSE);
  g_return_val_if_fail (search != NULL, FALSE);

  folded = fold (search);
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (page->words, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
