/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The unlocking of a token: see the header. Three steps, each begun by the end of the former:
 * look() on a thread, ask() in a dialog, open() on a thread. Callers: the identity chooser. */

#include "etb-token-unlock.h"

#include <glib/gi18n-lib.h>

#include "etb-secret-dialog.h"
#include "etb-token.h"

/* Of the whole; the threads work on it one after the other. */
typedef struct
{
  GtkWindow *parent; /* (unowned) (nullable): weak */
  char *address;
  char *label;
  EtbPinState state;
  gboolean has_keypad;
  EtbSecret *pin; /* NULL until it was asked for */
} Unlock;

static void
unlock_free (gpointer data)
{
  Unlock *unlock = data;

  g_clear_weak_pointer (&unlock->parent);
  g_free (unlock->address);
  g_free (unlock->label);
  etb_secret_free (unlock->pin);
  g_free (unlock);
}

/* A step on a thread, which holds @whole and ends in @ended. */
static void
run_step (GTask *whole, GTaskThreadFunc run, GAsyncReadyCallback ended)
{
  g_autoptr (GTask) step = g_task_new (NULL, g_task_get_cancellable (whole), ended, whole);

  g_task_set_source_tag (step, run_step);
  g_task_set_return_on_cancel (step, TRUE);
  g_task_set_task_data (step, g_object_ref (whole), g_object_unref);
  g_task_run_in_thread (step, run);
}

static void
open_in_thread (GTask *step, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Unlock *unlock = g_task_get_task_data (data);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;
  g_autoptr (EtbIdentity) identity = etb_identity_open_token (unlock->address, unlock->pin, &error);

  if (identity != NULL && etb_identity_check (identity, now, &error))
    g_task_return_pointer (step, g_steal_pointer (&identity), g_object_unref);
  else
    g_task_return_error (step, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) whole = data;
  GError *error = NULL;
  EtbIdentity *identity = g_task_propagate_pointer (G_TASK (result), &error);

  if (identity != NULL)
    g_task_return_pointer (whole, identity, g_object_unref);
  else
    g_task_return_error (whole, error);
}

static void
on_pin_given (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) whole = data;
  Unlock *unlock = g_task_get_task_data (whole);
  GError *error = NULL;

  unlock->pin = etb_secret_dialog_ask_finish (result, &error);
  if (unlock->pin != NULL)
    run_step (g_steal_pointer (&whole), open_in_thread, on_opened);
  else
    g_task_return_error (whole, error);
}

/* @whole: (transfer full) */
static void
ask (GTask *whole)
{
  const Unlock *unlock = g_task_get_task_data (whole);
  const char *left = etb_pin_state_describe (unlock->state);
  g_autofree char *heading = g_strdup_printf (_ ("PIN of “%s”"), unlock->label);
  g_autofree char *body = g_strdup_printf (
      "%s%s%s", left != NULL ? left : "", left != NULL ? "\n\n" : "",
      _ ("It is given to the token once, and is not kept. Most tokens lock after "
                            "three wrong PINs."));

  etb_secret_dialog_ask_async (unlock->parent, heading, body, _ ("_Unlock"), on_pin_given, whole);
}

static void
look_in_thread (GTask *step, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Unlock *unlock = g_task_get_task_data (data);
  gboolean has_keypad = FALSE;
  EtbPinState state = etb_token_get_pin_state (unlock->address, &has_keypad);

  g_object_set_data (G_OBJECT (step), "keypad", GINT_TO_POINTER (has_keypad));
  g_task_return_int (step, state);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) whole = data;
  Unlock *unlock = g_task_get_task_data (whole);
  GError *error = NULL;
  gssize state = g_task_propagate_int (G_TASK (result), &error);

  if (error != NULL)
    {
      g_task_return_error (whole, error);
      return;
    }
  unlock->state = (EtbPinState)state;
  unlock->has_keypad = g_object_get_data (G_OBJECT (result), "keypad") != NULL;
  if (unlock->state == ETB_PIN_LOCKED)
    g_task_return_new_error (whole, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD, "%s",
                             etb_pin_state_describe (ETB_PIN_LOCKED));
  else if (unlock->has_keypad)
    run_step (g_steal_pointer (&whole), open_in_thread, on_opened);
  else
    ask (g_steal_pointer (&whole));
}

void
etb_token_unlock_async (GtkWindow *parent, const char *address, const char *label,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *whole;
  Unlock *unlock;

  g_return_if_fail (address != NULL && label != NULL);

  whole = g_task_new (NULL, cancellable, callback, user_data);
  unlock = g_new0 (Unlock, 1);
  g_set_weak_pointer (&unlock->parent, parent);
  unlock->address = g_strdup (address);
  unlock->label = g_strdup (label);
  g_task_set_source_tag (whole, etb_token_unlock_async);
  g_task_set_task_data (whole, unlock, unlock_free);
  run_step (whole, look_in_thread, on_looked);
}

EtbIdentity *
etb_token_unlock_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
