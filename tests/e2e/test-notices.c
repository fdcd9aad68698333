/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Deadlines told by the desktop: the test is the desktop's own service of notifications, and clicks
 * as that would. */

#include <glib/gstdio.h>
#include <string.h>

#include "etb-driver.h"
#include "etb-fixture.h"

#define HOME  "Mes dossiers"
#define TASKS "Ce qu’il y a à faire"
/* The program looks 2 s after its start; in microseconds. */
#define LOOK_TIME (5 * G_TIME_SPAN_SECOND)

static const char interface[]
    = "<node><interface name='org.gtk.Notifications'>"
      "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='a{sv}' direction='in'/></method>"
      "<method name='RemoveNotification'><arg type='s' direction='in'/>"
      "<arg type='s' direction='in'/></method></interface></node>";

typedef struct
{
  GDBusConnection *bus;
  guint object, name;
  gboolean owned;
  GPtrArray *notices; /* (element-type GVariant) a{sv}, in the order they came */
  char *file;         /* of the dossier */
} Desktop;

static void
on_call (GDBusConnection *bus, const char *sender, const char *path, const char *of,
         const char *method, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Desktop *desktop = data;

  if (g_str_equal (method, "AddNotification"))
    g_ptr_array_add (desktop->notices, g_variant_get_child_value (parameters, 2));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
on_owned (GDBusConnection *bus, const char *name, gpointer data)
{
  ((Desktop *)data)->owned = TRUE;
}

/* A call of the person's own that closes the day after tomorrow, and a dossier for it. */
static char *
make_dossier (void)
{
  g_autofree char *example = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples",
                                               "exemple-aide-regionale.xml", NULL);
  g_autofree char *calls = g_build_filename (g_get_user_data_dir (), "etabli", "calls", NULL);
  g_autofree char *call = g_build_filename (calls, "proche.xml", NULL);
  g_autofree char *dossiers = g_build_filename (g_get_user_data_dir (), "etabli", "dossiers", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_days (now, 2);
  g_autofree char *day = g_date_time_format (soon, "day=\"%Y-%m-%d\"");
  char *file = g_build_filename (dossiers, "Bientôt.etabli", NULL);

  g_assert_true (g_file_get_contents (example, &text, NULL, NULL));
  g_autoptr (GString) words = g_string_new (text);
  g_assert_cmpuint (g_string_replace (words, "day=\"2027-05-31\"", day, 0), ==, 1);
  g_assert_cmpuint (g_string_replace (words, "opens=\"2027-01-04\"", "opens=\"2020-01-04\"", 0), ==,
                    1);
  g_assert_cmpint (g_mkdir_with_parents (calls, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (dossiers, 0700), ==, 0);
  g_unlink (file);
  g_assert_true (g_file_set_contents (call, words->str, -1, NULL));
  g_assert_true (
      etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "new", file, "--call",
                                         "exemple-aide-regionale", "--track", "AIDE", NULL }));
  return file;
}

static void
desktop_set_up (Desktop *desktop)
{
  const GDBusInterfaceVTable table = { .method_call = on_call };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface, &error);

  g_assert_no_error (error);
  desktop->notices = g_ptr_array_new_with_free_func ((GDestroyNotify)g_variant_unref);
  desktop->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  desktop->object = g_dbus_connection_register_object (
      desktop->bus, "/org/gtk/Notifications", node->interfaces[0], &table, desktop, NULL, &error);
  g_assert_no_error (error);
  desktop->name
      = g_bus_own_name_on_connection (desktop->bus, "org.gtk.Notifications",
                                      G_BUS_NAME_OWNER_FLAGS_NONE, on_owned, NULL, desktop, NULL);
  while (!desktop->owned)
    g_main_context_iteration (NULL, TRUE);
  desktop->file = make_dossier ();
}

static void
desktop_tear_down (Desktop *desktop)
{
  g_bus_unown_name (desktop->name);
  g_dbus_connection_unregister_object (desktop->bus, desktop->object);
  g_ptr_array_unref (desktop->notices);
  g_object_unref (desktop->bus);
  g_free (desktop->file);
}

/* Returns: (transfer none) */
static GVariant *
wait_notice (EtbDriver *driver, Desktop *desktop, guint number)
{
  gint64 since = g_get_monotonic_time ();

  while (desktop->notices->len < number)
    if (!etb_driver_is_patient (driver, since))
      etb_driver_fail (driver, "%u notices instead of %u", desktop->notices->len, number);
  g_assert_cmpuint (desktop->notices->len, ==, number);
  return g_ptr_array_index (desktop->notices, number - 1);
}

/* Lets time go by in which the program would tell something, were it to. */
static void
let_it_look (EtbDriver *driver)
{
  gint64 since = g_get_monotonic_time ();

  while (g_get_monotonic_time () - since < LOOK_TIME)
    g_assert_true (etb_driver_is_patient (driver, since));
}

static void
click (Desktop *desktop, GVariant *notice)
{
  g_autoptr (GVariant) target
      = g_variant_lookup_value (notice, "default-action-target", G_VARIANT_TYPE_STRING);
  const char *action = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_variant_lookup (notice, "default-action", "&s", &action));
  g_assert_cmpstr (action, ==, "app.open-dossier");
  g_assert_nonnull (target);
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      desktop->bus, "fr.etabli.Etabli", "/fr/etabli/Etabli", "org.freedesktop.Application",
      "ActivateAction",
      g_variant_new ("(s@ava{sv})", action + strlen ("app."),
                     g_variant_new_array (G_VARIANT_TYPE_VARIANT,
                                          (GVariant *[]){ g_variant_new_variant (target) }, 1),
                     NULL),
      NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
press_switch (EtbDriver *driver)
{
  etb_driver_key (driver, "<Control>comma");
  etb_driver_tab_to (driver, ATSPI_ROLE_LIST_ITEM, "Signaler les échéances");
  etb_driver_key (driver, "Return");
  etb_driver_key (driver, "Escape");
  etb_driver_wait_no_text (driver, "Signaler les échéances");
}

static void
a_deadline_is_told_once_and_opens_the_dossier (void)
{
  Desktop desktop = { 0 };
  const char *title = NULL, *body = NULL;

  desktop_set_up (&desktop);
  g_autoptr (EtbDriver) driver = etb_driver_start (NULL, NULL);
  etb_driver_wait_page (driver, HOME);
  GVariant *notice = wait_notice (driver, &desktop, 1);
  g_assert_true (g_variant_lookup (notice, "title", "&s", &title));
  g_assert_true (g_variant_lookup (notice, "body", "&s", &body));
  g_assert_cmpstr (title, ==, "Bientôt");
  g_assert_true (g_str_has_prefix (body, "Il reste moins de 3 jours avant l’échéance"));
  g_assert_nonnull (strstr (body, "(heure de Paris)"));

  click (&desktop, notice);
  etb_driver_wait_page (driver, TASKS);
  /* Open already: it stays where it is. */
  click (&desktop, notice);
  etb_driver_wait_page (driver, TASKS);
  etb_driver_quit (driver);

  g_autoptr (EtbDriver) again = etb_driver_start (NULL, NULL);
  etb_driver_wait_page (again, HOME);
  let_it_look (again);
  g_assert_cmpuint (desktop.notices->len, ==, 1);
  etb_driver_quit (again);
  desktop_tear_down (&desktop);
}

/* Told when it is wanted again: it was not said before. */
static void
nothing_is_told_to_who_does_not_want_it (void)
{
  Desktop desktop = { 0 };
  g_autofree char *said
      = g_build_filename (g_get_user_state_dir (), "etabli", "reminders.ini", NULL);

  g_unlink (said);
  desktop_set_up (&desktop);
  g_autoptr (EtbDriver) driver = etb_driver_start (desktop.file, NULL);
  etb_driver_wait_page (driver, TASKS);
  wait_notice (driver, &desktop, 1);
  press_switch (driver);
  etb_driver_quit (driver);
  g_assert_cmpint (g_unlink (said), ==, 0);

  g_autoptr (EtbDriver) again = etb_driver_start (NULL, NULL);
  etb_driver_wait_page (again, HOME);
  let_it_look (again);
  g_assert_cmpuint (desktop.notices->len, ==, 1);
  press_switch (again);
  wait_notice (again, &desktop, 2);
  etb_driver_quit (again);
  desktop_tear_down (&desktop);
}

int
main (int argc, char **argv)
{
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/notices/a-deadline-is-told-once-and-opens-the-dossier",
                   a_deadline_is_told_once_and_opens_the_dossier);
  g_test_add_func ("/e2e/notices/nothing-is-told-to-who-does-not-want-it",
                   nothing_is_told_to_who_does_not_want_it);

  return g_test_run ();
}
