/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Faults with their lines. They are found in the order in which a definition is understood, which
 * is not that of its lines: they are sorted when taken. Used by the reader of calls and by the
 * rules. */

#include "etb-faults.h"

typedef struct
{
  long line;
  GError *error;
} Fault;

struct _EtbFaults
{
  GPtrArray *faults; /* Fault */
};

static void
fault_free (Fault *fault)
{
  g_clear_error (&fault->error);
  g_free (fault);
}

EtbFaults *
etb_faults_new (void)
{
  EtbFaults *self = g_new0 (EtbFaults, 1);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)fault_free);
  return self;
}

void
etb_faults_free (EtbFaults *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->faults);
  g_free (self);
}

void
etb_faults_add (EtbFaults *self, long line, GError *error)
{
  Fault *fault;

  g_return_if_fail (self != NULL);
  g_return_if_fail (error != NULL);

  if (etb_faults_is_full (self))
    {
      g_error_free (error);
      return;
    }
  fault = g_new0 (Fault, 1);
  fault->line = line;
  fault->error = error;
  g_ptr_array_add (self->faults, fault);
}

guint
etb_faults_count (EtbFaults *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->faults->len;
}

gboolean
etb_faults_is_full (EtbFaults *self)
{
  return etb_faults_count (self) >= ETB_FAULTS_MAX;
}

/* Of one line, in the order found: the sort is stable. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Fault *left = *(const Fault *const *)a;
  const Fault *right = *(const Fault *const *)b;

  return (left->line > right->line) - (left->line < right->line);
}

GPtrArray *
etb_faults_take_all (EtbFaults *self)
{
  GPtrArray *errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);

  g_return_val_if_fail (self != NULL, errors);

  g_ptr_array_sort (self->faults, compare_lines);
  for (guint i = 0; i < self->faults->len; i++)
    {
      Fault *fault = g_ptr_array_index (self->faults, i);

      g_ptr_array_add (errors, g_steal_pointer (&fault->error));
    }
  g_ptr_array_set_size (self->faults, 0);
  return errors;
}

gboolean
etb_faults_propagate_first (EtbFaults *self, GError **error)
{
  g_autoptr (GPtrArray) errors = etb_faults_take_all (self);

  if (errors->len == 0)
    return TRUE;
  g_propagate_error (error, g_error_copy (g_ptr_array_index (errors, 0)));
  return FALSE;
}
