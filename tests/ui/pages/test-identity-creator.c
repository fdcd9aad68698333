/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "etb-identity-chooser.h"
#include "etb-identity-creator.h"
#include "etb-notice.h"
#include "page-fixture.h"

typedef struct
{
  char *file;
  char *password;
  guint cancelled;
} Watch;

static void
on_created (EtbIdentityCreator *creator, const char *file, const char *password, gpointer data)
{
  Watch *watch = data;

  watch->file = g_strdup (file);
  watch->password = g_strdup (password);
}

static void
on_cancelled (EtbIdentityCreator *creator, gpointer data)
{
  ((Watch *)data)->cancelled++;
}

static gboolean
is_created (gpointer data)
{
  return ((Watch *)data)->file != NULL;
}

static GtkWidget *
show (Fixture *fixture, Watch *watch)
{
  GtkWidget *creator = g_object_new (ETB_TYPE_IDENTITY_CREATOR, NULL);

  g_signal_connect (creator, "created", G_CALLBACK (on_created), watch);
  g_signal_connect (creator, "cancelled", G_CALLBACK (on_cancelled), watch);
  page_fixture_show (fixture, creator);
  etb_identity_creator_start (ETB_IDENTITY_CREATOR (creator), "Hélène Marsaud");
  return creator;
}

static void
type (GtkWidget *creator, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (page_fixture_child (creator, id)), text);
}

static void
test_says_what_is_wrong_beside_it (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *password, *again, *notice;
  } cases[] = {
    { "  ", "motdepasse", "motdepasse", "name_problem" },
    { "Hélène Marsaud", "court", "court", "password_problem" },
    { "Hélène Marsaud", "motdepasse", "motdepase", "again_problem" },
  };
  static const char *const notices[]
      = { "name_problem", "password_problem", "again_problem", NULL };
  Watch watch = { NULL, NULL, 0 };
  GtkWidget *creator = show (fixture, &watch);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      type (creator, "name", cases[i].name);
      type (creator, "password", cases[i].password);
      type (creator, "again", cases[i].again);
      page_fixture_click (page_fixture_child (creator, "create"));
      for (guint j = 0; notices[j] != NULL; j++)
        g_assert_cmpint (gtk_widget_get_visible (page_fixture_child (creator, notices[j])), ==,
                         g_str_equal (notices[j], cases[i].notice));
    }
  g_assert_null (watch.file);
  page_fixture_picture (fixture, "identity-creator");
}

static void
test_makes_a_file_that_only_its_owner_reads (Fixture *fixture, gconstpointer data)
{
  Watch watch = { NULL, NULL, 0 };
  GtkWidget *creator = show (fixture, &watch);
  g_autoptr (EtbIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  type (creator, "password", "motdepasse");
  type (creator, "again", "motdepasse");
  gtk_widget_grab_focus (page_fixture_child (creator, "again"));
  g_signal_emit_by_name (page_fixture_child (creator, "create"), "clicked");
  /* An entry that is greyed with the focus in it goes on blinking. */
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  page_fixture_wait (is_created, &watch);
  g_assert_cmpstr (watch.password, ==, "motdepasse");
  g_assert_cmpint (g_stat (watch.file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  identity = etb_identity_open (watch.file, "motdepasse", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (etb_identity_get_name (identity), ==, "Hélène Marsaud");
  g_assert_true (etb_identity_is_self_signed (identity));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page_fixture_child (creator, "password"))),
                   ==, "");
  g_unlink (watch.file);
  g_free (watch.file);
  g_free (watch.password);
}

static void
test_can_be_given_up (Fixture *fixture, gconstpointer data)
{
  Watch watch = { NULL, NULL, 0 };
  GtkWidget *creator = show (fixture, &watch);

  type (creator, "password", "motdepasse");
  page_fixture_click (page_fixture_find (creator, GTK_TYPE_BUTTON, "Do not create one"));
  g_assert_cmpuint (watch.cancelled, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page_fixture_child (creator, "password"))),
                   ==, "");
}

static gboolean
is_open (gpointer chooser)
{
  return gtk_widget_get_visible (page_fixture_child (chooser, "facts"));
}

static void
test_chooser_takes_what_was_made (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = g_object_new (ETB_TYPE_IDENTITY_CHOOSER, NULL);
  GtkWidget *creator;

  page_fixture_show (fixture, chooser);
  etb_identity_chooser_set_signatory (ETB_IDENTITY_CHOOSER (chooser), "Hélène Marsaud");
  g_assert_null (etb_identity_chooser_get_file (ETB_IDENTITY_CHOOSER (chooser)));
  page_fixture_click (page_fixture_child (chooser, "create"));
  creator = page_fixture_child (chooser, "creator");
  g_assert_true (gtk_widget_get_visible (creator));
  type (creator, "password", "motdepasse");
  type (creator, "again", "motdepasse");
  page_fixture_click (page_fixture_child (creator, "create"));
  page_fixture_wait (is_open, chooser);
  g_assert_false (gtk_widget_get_visible (creator));
  g_assert_nonnull (etb_identity_chooser_get_file (ETB_IDENTITY_CHOOSER (chooser)));
  page_fixture_picture (fixture, "identity-chooser");
  g_unlink (etb_identity_chooser_get_file (ETB_IDENTITY_CHOOSER (chooser)));
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name)                                                                           \
  g_test_add ("/ui/pages/identity/" #name, Fixture, NULL, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (says_what_is_wrong_beside_it);
  ADD (makes_a_file_that_only_its_owner_reads);
  ADD (can_be_given_up);
  ADD (chooser_takes_what_was_made);
#undef ADD

  return g_test_run ();
}
