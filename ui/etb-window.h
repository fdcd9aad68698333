/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-application.h"

G_BEGIN_DECLS

/* A window: its bar, its messages, and one body at a time: home, the way to a new dossier, a
 * dossier, or the report on a package. It owns the date at which things are looked at ("another
 * date"). */

#define ETB_TYPE_WINDOW (etb_window_get_type ())
G_DECLARE_FINAL_TYPE (EtbWindow, etb_window, ETB, WINDOW, AdwApplicationWindow)

EtbWindow *etb_window_new (EtbApplication *application);

/* Opens a dossier or, by its content, the report on a package. What is wrong is said in the window.
 */
void etb_window_open_file (EtbWindow *self, const char *file);

/* Opens @files (element-type GFile): packages, and folders of them, together in one list when there
 * are several; else the first. */
void etb_window_open_files (EtbWindow *self, GListModel *files);

/* Whether @file is open in a window of this program; that window then comes to the front. */
gboolean etb_window_is_open_here (EtbWindow *self, const char *file);

/* Opens the dossier that was open last time; one that is no longer there is said. */
void etb_window_reopen (EtbWindow *self, const char *file);

gboolean etb_window_has_dossier (EtbWindow *self);

G_END_DECLS
