/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-driver.h"

G_BEGIN_DECLS

/* How somebody touches what is on a page: through a screen reader, which asks things to act and
 * gives them their text (AT-SPI), or by keys alone. By keys, what is typed is brief and has no
 * accents: not every keyboard has them all.
 * Callers: the walker. */
typedef enum
{
  ETB_HAND_READER,
  ETB_HAND_KEYS,
} EtbHand;

void etb_hand_press (EtbHand self, EtbDriver *driver, EtbNode *button);
void etb_hand_tick (EtbHand self, EtbDriver *driver, EtbNode *option);

/* Replaces what the field holds. */
void etb_hand_fill (EtbHand self, EtbDriver *driver, EtbNode *field, const char *text);

/* In a field that proposes: @text is the whole of a proposal. */
void etb_hand_choose (EtbHand self, EtbDriver *driver, EtbNode *field, const char *text);

/* In a dialog that asks for a file; @accept is the label of its button. */
void etb_hand_choose_file (EtbHand self, EtbDriver *driver, const char *accept, const char *file);

G_END_DECLS
