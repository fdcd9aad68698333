/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-application.h"

G_BEGIN_DECLS

/* For authors: the pages of a definition that is being written, as an applicant would walk them,
 * and its faults beside them. Follows the file; nothing of what is typed here is kept, and nothing
 * can be signed. Opened by `etabli --preview CALL.xml`. */

#define ETB_TYPE_PREVIEW_WINDOW (etb_preview_window_get_type ())
G_DECLARE_FINAL_TYPE (EtbPreviewWindow, etb_preview_window, ETB, PREVIEW_WINDOW,
                      AdwApplicationWindow)

/* NULL with G_FILE_ERROR when there is no room for what is typed. */
EtbPreviewWindow *etb_preview_window_new (EtbApplication *application, const char *file,
                                          GError **error);

G_END_DECLS
