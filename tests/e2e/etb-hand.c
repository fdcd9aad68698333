/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How somebody touches what is on a page: see the header. */

#include "etb-hand.h"

#include <string.h>

/* Of a long text, in characters: enough to answer. */
#define MAX_TYPED 60
/* Enough to tell a proposal from the others, and less than the whole of it. */
#define MAX_SOUGHT 12

static void
fail (EtbDriver *driver, const char *what, EtbNode *node)
{
  g_autofree char *name = etb_node_name (node);

  etb_driver_fail (driver, "%s: “%s”", what, name);
}

void
etb_hand_press (EtbHand self, EtbDriver *driver, EtbNode *button)
{
  if (self == ETB_HAND_KEYS)
    {
      etb_driver_tab_to_node (driver, button);
      etb_driver_key (driver, "space");
    }
  else if (!etb_node_click (button))
    fail (driver, "cannot be pressed", button);
}

void
etb_hand_tick (EtbHand self, EtbDriver *driver, EtbNode *option)
{
  if (etb_node_has_state (option, ATSPI_STATE_CHECKED))
    return;
  etb_hand_press (self, driver, option);
}

static gboolean
holds (EtbNode *field, const char *text)
{
  g_autofree char *held = etb_node_read (field);

  if (held != NULL)
    etb_fold_blanks (held);
  return g_strcmp0 (held, text) == 0;
}

/* The beginning of @text, as any keyboard types it. (transfer full) */
static char *
make_plain (const char *text, gsize most)
{
  char *plain = g_str_to_ascii (text, NULL);

  if (strlen (plain) > most)
    plain[most] = '\0';
  return g_strdelimit (plain, "\n", ' ');
}

static void
type_over (EtbDriver *driver, EtbNode *field, const char *text, gsize most)
{
  g_autofree char *plain = make_plain (text, most);

  etb_driver_tab_to_node (driver, field);
  etb_driver_key (driver, "<Control>a");
  etb_driver_type (driver, plain);
}

void
etb_hand_fill (EtbHand self, EtbDriver *driver, EtbNode *field, const char *text)
{
  if (self == ETB_HAND_READER)
    {
      if (!etb_node_fill (field, text))
        fail (driver, "cannot be filled", field);
    }
  else if (!holds (field, text))
    type_over (driver, field, text, MAX_TYPED);
}

void
etb_hand_choose (EtbHand self, EtbDriver *driver, EtbNode *field, const char *text)
{
  if (self == ETB_HAND_READER)
    {
      etb_hand_fill (self, driver, field, text);
      return;
    }
  if (holds (field, text))
    return;
  type_over (driver, field, text, MAX_SOUGHT);
  etb_driver_wait_text (driver, text);
  etb_driver_key (driver, "Down");
  etb_driver_key (driver, "Return");
  if (!holds (field, text))
    fail (driver, "does not take what was chosen", field);
}

void
etb_hand_choose_file (EtbHand self, EtbDriver *driver, const char *accept, const char *file)
{
  if (self == ETB_HAND_READER)
    etb_driver_choose_file (driver, accept, file);
  else
    etb_driver_type_file (driver, file);
}
