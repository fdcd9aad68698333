/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The guide as text: what is one, what is not, and finding a page. */

#include "etb-guide.h"

#define PAGE(inside) "<guide lang='fr'><page id='a' title='Été'>" inside "</page></guide>"

static void
test_what_is_no_guide_is_refused (void)
{
  static const char *const texts[] = {
    "",
    "<guide",
    "<guide/><guide/>",
    "<guide><p>x</p></guide>",
    "<guide><page id='a'/></guide>",
    PAGE ("<script>x</script>"),
    PAGE ("<p>a <i>b</i></p>"),
    PAGE ("<picture file='x'/>"),
    PAGE ("<see page='elsewhere'/>"),
    PAGE ("<p><p>x</p></p>"),
    PAGE ("<see/>"),
    PAGE ("<picture file='x' alt='y' more='z'/>"),
    PAGE ("<p>\xff</p>"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbGuide) guide = etb_guide_parse (texts[i], -1, &error);

      if (guide != NULL)
        g_error ("taken: %s", texts[i]);
      g_assert_nonnull (error);
    }
}

static const EtbGuideBlock *
get_block (const EtbGuide *guide, guint n)
{
  return g_ptr_array_index (((EtbGuidePage *)g_ptr_array_index (guide->pages, 0))->blocks, n);
}

static void
test_blocks_are_as_written (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbGuide) guide
      = etb_guide_parse (PAGE ("<p>A &lt; <b>B</b></p><do>One <ui>Word</ui></do><do><key>F1</key>"
                               "</do><note>N</note><picture file='f' alt='G &amp; H'/>"
                               "<see page='a'/>"),
                         -1, &error);
  static const struct
  {
    EtbGuideBlockKind kind;
    guint number;
    const char *text, *target;
  } expected[] = {
    { ETB_GUIDE_PARAGRAPH, 0, "A &lt; <b>B</b>", NULL },
    { ETB_GUIDE_STEP, 1, "One <b>Word</b>", NULL },
    { ETB_GUIDE_STEP, 2, "<tt>F1</tt>", NULL },
    { ETB_GUIDE_NOTE, 0, "N", NULL },
    { ETB_GUIDE_PICTURE, 0, "G & H", "f" },
    { ETB_GUIDE_SEE, 0, "Été", "a" },
  };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const EtbGuideBlock *block = get_block (guide, i);

      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpuint (block->number, ==, expected[i].number);
      g_assert_cmpstr (block->text, ==, expected[i].text);
      g_assert_cmpstr (block->target, ==, expected[i].target);
    }
}

static void
test_words_are_found_whatever_their_accents (void)
{
  static const struct
  {
    const char *search;
    gboolean found;
  } cases[] = {
    { "", TRUE },          { "été", TRUE },     { "ETE", TRUE },           { "depot signé", TRUE },
    { "signe dep", TRUE }, { "absent", FALSE }, { "depot absent", FALSE },
  };
  g_autoptr (EtbGuide) guide
      = etb_guide_parse (PAGE ("<p>Dépôt.</p><note>Un paquet <ui>signé</ui></note>"), -1, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (etb_guide_page_matches (g_ptr_array_index (guide->pages, 0), cases[i].search),
                     ==, cases[i].found);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/guide/what_is_no_guide_is_refused", test_what_is_no_guide_is_refused);
  g_test_add_func ("/ui/guide/blocks_are_as_written", test_blocks_are_as_written);
  g_test_add_func ("/ui/guide/words_are_found_whatever_their_accents",
                   test_words_are_found_whatever_their_accents);

  return g_test_run ();
}
