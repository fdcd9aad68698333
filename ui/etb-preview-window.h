/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-application.h"

G_BEGIN_DECLS

/* A definition of a call while it is being written, seen as an applicant will see it: its pages,
 * which follow the file, and what is wrong with it beside them. Answers go to a dossier that is
 * thrown away with the window; nothing is signed. What was typed is kept from one state of the file
 * to the next, and the page as well, as far as they still have their place. */

#define ETB_TYPE_PREVIEW_WINDOW (etb_preview_window_get_type ())
G_DECLARE_FINAL_TYPE (EtbPreviewWindow, etb_preview_window, ETB, PREVIEW_WINDOW,
                      AdwApplicationWindow)

/* @file: name of the definition; it may be faulty or missing, which is said in the window. */
EtbPreviewWindow *etb_preview_window_new (EtbApplication *application, const char *file);

const char *etb_preview_window_get_file (EtbPreviewWindow *self);

G_END_DECLS
