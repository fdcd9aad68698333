/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was on the screen, as it is found again; and a file that says anything. */

#include "etb-session-memory.h"

#include <glib/gstdio.h>

#include "page-fixture.h"

static void
write_file (const char *text)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "etabli", NULL);
  g_autofree char *file = g_build_filename (folder, "session.ini", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_unlink (file);
  if (text != NULL)
    g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static void
assert_kept (const char *dossier, int width, int height, gboolean maximized)
{
  g_autoptr (EtbSessionMemory) found = etb_session_memory_load ();

  g_assert_cmpstr (found->dossier, ==, dossier);
  g_assert_cmpint (found->width, ==, width);
  g_assert_cmpint (found->height, ==, height);
  g_assert_true (found->maximized == maximized);
}

static void
what_is_kept_is_found_again (void)
{
  static const struct
  {
    const char *dossier;
    int width, height;
    gboolean maximized;
  } cases[] = {
    { "/home/nous/Ferme du Temps Retrouvé.etabli", 980, 720, FALSE },
    { "/x", 360, 640, TRUE },
    { NULL, 1920, 1080, FALSE },
    { "/home/nous/line\nfeed = [session].etabli", 980, 720, FALSE },
    { "/home/nous/caf\xe9 latin.etabli", 980, 720, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EtbSessionMemory kept
          = { (char *)cases[i].dossier, cases[i].width, cases[i].height, cases[i].maximized };
      g_autoptr (GError) error = NULL;

      etb_session_memory_save (&kept, &error);
      g_assert_no_error (error);
      assert_kept (cases[i].dossier, cases[i].width, cases[i].height, cases[i].maximized);
    }
}

static void
a_file_that_says_anything_is_no_session (void)
{
  static const char *const texts[] = {
    NULL,
    "",
    "nothing of the kind",
    "[session]\nwidth=-1\nheight=700\ndossier=relative.etabli\n",
    "[session]\nwidth=99999999999999\nheight=700\n",
    "[session]\nwidth=980\nheight=1\nmaximized=perhaps\n",
    "[session]\nwidth=20000\nheight=20000\ndossier=https://example.org/a.etabli\n",
    "[other]\nwidth=980\nheight=720\ndossier=file:///x\n",
    "[session]\ndossier=file:///a%00b\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      write_file (texts[i]);
      assert_kept (NULL, 0, 0, FALSE);
    }
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  g_test_add_func ("/session-memory/what-is-kept-is-found-again", what_is_kept_is_found_again);
  g_test_add_func ("/session-memory/a-file-that-says-anything-is-no-session",
                   a_file_that_says_anything_is_no_session);

  return g_test_run ();
}
