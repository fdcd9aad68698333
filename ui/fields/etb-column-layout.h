/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One child that scrolls up and down: as high as it wants for the width it gets, and of no height
 * of its own while no width is given. A window asks the latter of all it holds before it is laid
 * out; a long page would wrap each of its sentences once more for an answer that nothing needs. */

#define ETB_TYPE_COLUMN_LAYOUT (etb_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (EtbColumnLayout, etb_column_layout, ETB, COLUMN_LAYOUT, GtkLayoutManager)

G_END_DECLS
