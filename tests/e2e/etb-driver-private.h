/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-driver.h"
#include "etb-keyboard.h"

G_BEGIN_DECLS

struct _EtbDriver
{
  GSubprocess *process; /* NULL once it ended */
  EtbKeyboard *keyboard;
  AtspiEventListener *focus_listener;
  guint focus_moves; /* how often something was said to have got the focus */
};

/* Listens to the focus, until it is told to forget it. */
void etb_driver_follow_focus (EtbDriver *self);
void etb_driver_forget_focus (EtbDriver *self);

/* Lets what has arrived be handled, and a little time go by. */
void etb_driver_turn (void);

G_END_DECLS
