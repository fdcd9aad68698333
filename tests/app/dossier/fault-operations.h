/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "dossier-fixture.h"
#include "fault-vfs.h"

/* What one does to a dossier, for tests that make it fail. A new operation is one line of the table
 * and its function. */

typedef struct
{
  FaultVfs *disk;
  char *folder;
  char *base; /* the dossier that an operation begins with */
  char *old;  /* of the first version */
  char *piece;
  char *answers;
  EtbCall *call;
  EtbCall *next_call;
  char *file;          /* of the run under way */
  EtbDossier *dossier; /* likewise, when the operation wants it open */
  guint failures_heard;
} Scene;

typedef enum
{
  FROM_NOTHING, /* there is no file yet */
  FROM_CLOSED,
  FROM_OPEN,
  FROM_VERSION_1,
} Beginning;

typedef struct
{
  const char *name;
  Beginning from;
  gboolean kept; /* the program itself tries again what failed; else the person does */
  /* FALSE with an error; TRUE once it is on disk. */
  gboolean (*run) (Scene *scene, GError **error);
} Operation;

extern const Operation operations[];
extern const gsize n_operations;
