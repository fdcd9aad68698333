/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: verifies packages on several threads; see the header. Files wait in a ring of slots: the
 * calling thread fills it and empties it in the same order, the threads take the slots between.
 * Invariant: taken <= filled <= emptied + slots, and a slot is its thread's alone from the moment
 * it is taken until it is done. Callers: app/cli. */

#include "etb-verification-batch.h"

/* Slots a thread: enough for the others to go on while one meets a large package. */
#define SLOTS_PER_THREAD 16

typedef struct
{
  char *file;
  EtbVerification *verification;
  gboolean done;
} Slot;

typedef struct
{
  GMutex mutex;
  GCond filled_one; /* or the end */
  GCond done_one;
  Slot *slots;
  guint n_slots;
  guint64 filled; /* slots that were ever filled, taken and emptied */
  guint64 taken;
  guint64 emptied;
  gboolean ended; /* nothing more will be filled */
  EtbTrust *trust;
  GCancellable *cancellable;
} Batch;

static Slot *
slot_at (Batch *self, guint64 number)
{
  return &self->slots[number % self->n_slots];
}

/* The next file to verify, or NULL at the end. */
static Slot *
take (Batch *self)
{
  Slot *slot = NULL;

  g_mutex_lock (&self->mutex);
  while (self->taken == self->filled && !self->ended)
    g_cond_wait (&self->filled_one, &self->mutex);
  if (self->taken < self->filled)
    slot = slot_at (self, self->taken++);
  g_mutex_unlock (&self->mutex);
  return slot;
}

static gpointer
verify_slots (gpointer user_data)
{
  Batch *self = user_data;
  g_autoptr (EtbVerifier) verifier = NULL;
  Slot *slot;

  while ((slot = take (self)) != NULL)
    {
      if (verifier == NULL)
        verifier = etb_verifier_new (self->trust);
      if (!g_cancellable_is_cancelled (self->cancellable))
        {
          slot->verification = etb_verifier_run (verifier, slot->file, self->cancellable);
          /* Large, and those that wait for their turn would add up. */
          g_clear_pointer (&slot->verification->document, xmlFreeDoc);
        }
      g_mutex_lock (&self->mutex);
      slot->done = TRUE;
      g_cond_signal (&self->done_one);
      g_mutex_unlock (&self->mutex);
    }
  return NULL;
}

/* Fills what is free. FALSE when there is no file left. */
static gboolean
fill (Batch *self, EtbVerificationNext next, gpointer user_data)
{
  while (self->filled < self->emptied + self->n_slots)
    {
      char *file = g_cancellable_is_cancelled (self->cancellable) ? NULL : next (user_data);

      if (file == NULL)
        return FALSE;
      slot_at (self, self->filled)->file = file;
      g_mutex_lock (&self->mutex);
      self->filled++;
      g_cond_signal (&self->filled_one);
      g_mutex_unlock (&self->mutex);
    }
  return TRUE;
}

/* Waits for the oldest and reports it. */
static void
empty_one (Batch *self, EtbVerificationSink sink, gpointer user_data)
{
  Slot *slot = slot_at (self, self->emptied);

  g_mutex_lock (&self->mutex);
  while (!slot->done)
    g_cond_wait (&self->done_one, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (slot->verification != NULL && !g_cancellable_is_cancelled (self->cancellable))
    sink (slot->verification, user_data);
  g_clear_pointer (&slot->verification, etb_verification_free);
  g_clear_pointer (&slot->file, g_free);
  slot->done = FALSE;
  self->emptied++;
}

static void
end (Batch *self)
{
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_broadcast (&self->filled_one);
  g_mutex_unlock (&self->mutex);
}

void
etb_verification_run_batch (EtbVerificationNext next, EtbVerificationSink sink, gpointer user_data,
                            EtbTrust *trust, GCancellable *cancellable)
{
  const guint n_threads = g_get_num_processors ();
  Batch self = { .n_slots = n_threads * SLOTS_PER_THREAD, .trust = trust };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  gboolean more = TRUE;

  g_return_if_fail (next != NULL && sink != NULL);

  self.cancellable = cancellable;
  self.slots = g_new0 (Slot, self.n_slots);
  g_mutex_init (&self.mutex);
  g_cond_init (&self.filled_one);
  g_cond_init (&self.done_one);
  for (guint i = 0; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("verifier", verify_slots, &self));

  for (;;)
    {
      more = more && fill (&self, next, user_data);
      if (self.emptied == self.filled)
        break;
      empty_one (&self, sink, user_data);
    }
  end (&self);

  for (guint i = 0; i < n_threads; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  g_cond_clear (&self.done_one);
  g_cond_clear (&self.filled_one);
  g_mutex_clear (&self.mutex);
  g_free (self.slots);
}
