/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the container module. */

#include "etb-container-error.h"

G_DEFINE_QUARK (etb_container_error_quark, etb_container_error)
