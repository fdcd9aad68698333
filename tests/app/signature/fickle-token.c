/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A PKCS#11 module that is SoftHSM with the moods of a card, which SoftHSM has not: three wrong
 * PINs lock it, it is slow, it is pulled out. It is preloaded and takes SoftHSM's place when that
 * is asked for, because p11-kit hears no other configuration of root's. Moods are files of the
 * folder ETB_FICKLE_MOODS, so that every process sees the same card: wrong    how many wrong PINs
 * came in a row; from 3 on it is locked logins   how many times a PIN was tried gone     it is no
 * longer there slow     milliseconds that a login takes */

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <p11-kit/pkcs11.h>

#define MOST_WRONG 3

static CK_FUNCTION_LIST *real;
static CK_FUNCTION_LIST fickle;

static char *
mood_file (const char *mood)
{
  const char *folder = g_getenv ("ETB_FICKLE_MOODS");

  return g_build_filename (folder != NULL ? folder : "/nonexistent", mood, NULL);
}

static gboolean
has_mood (const char *mood)
{
  g_autofree char *file = mood_file (mood);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

static gboolean
is_gone (void)
{
  return has_mood ("gone");
}

static int
get_number (const char *mood)
{
  g_autofree char *file = mood_file (mood);
  g_autofree char *text = NULL;

  return g_file_get_contents (file, &text, NULL, NULL) ? atoi (text) : 0;
}

static void
set_number (const char *mood, int number)
{
  g_autofree char *file = mood_file (mood);
  g_autofree char *text = g_strdup_printf ("%d", number);

  g_file_set_contents (file, text, -1, NULL);
}

static CK_RV
get_slot_list (CK_BBOOL with_token, CK_SLOT_ID_PTR slots, CK_ULONG_PTR n)
{
  if (is_gone () && with_token)
    {
      *n = 0;
      return CKR_OK;
    }
  return real->C_GetSlotList (with_token, slots, n);
}

static CK_RV
get_slot_info (CK_SLOT_ID slot, CK_SLOT_INFO_PTR info)
{
  CK_RV status = real->C_GetSlotInfo (slot, info);

  if (status == CKR_OK && is_gone ())
    info->flags &= ~CKF_TOKEN_PRESENT;
  return status;
}

static CK_RV
get_token_info (CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info)
{
  CK_RV status = is_gone () ? CKR_TOKEN_NOT_PRESENT : real->C_GetTokenInfo (slot, info);
  int wrong = get_number ("wrong");

  if (status != CKR_OK)
    return status;
  info->flags &= ~(CK_FLAGS)(CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED);
  if (wrong >= MOST_WRONG)
    info->flags |= CKF_USER_PIN_LOCKED;
  else if (wrong == MOST_WRONG - 1)
    info->flags |= CKF_USER_PIN_FINAL_TRY;
  else if (wrong > 0)
    info->flags |= CKF_USER_PIN_COUNT_LOW;
  return CKR_OK;
}

static CK_RV
open_session (CK_SLOT_ID slot, CK_FLAGS flags, CK_VOID_PTR application, CK_NOTIFY notify,
              CK_SESSION_HANDLE_PTR session)
{
  return is_gone () ? CKR_TOKEN_NOT_PRESENT
                    : real->C_OpenSession (slot, flags, application, notify, session);
}

static CK_RV
login (CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length)
{
  int wrong = get_number ("wrong");
  CK_RV status;

  g_usleep ((gulong)get_number ("slow") * 1000);
  if (is_gone ())
    return CKR_DEVICE_REMOVED;
  set_number ("logins", get_number ("logins") + 1);
  if (wrong >= MOST_WRONG)
    return CKR_PIN_LOCKED;
  status = real->C_Login (session, user, pin, length);
  if (status == CKR_PIN_INCORRECT)
    {
      set_number ("wrong", wrong + 1);
      return wrong + 1 >= MOST_WRONG ? CKR_PIN_LOCKED : status;
    }
  if (status == CKR_OK)
    set_number ("wrong", 0);
  return status;
}

static CK_RV
find_objects_init (CK_SESSION_HANDLE session, CK_ATTRIBUTE_PTR template, CK_ULONG n)
{
  return is_gone () ? CKR_DEVICE_REMOVED : real->C_FindObjectsInit (session, template, n);
}

static CK_RV
sign_init (CK_SESSION_HANDLE session, CK_MECHANISM_PTR mechanism, CK_OBJECT_HANDLE key)
{
  if (has_mood ("torn"))
    set_number ("gone", 1);
  return is_gone () ? CKR_DEVICE_REMOVED : real->C_SignInit (session, mechanism, key);
}

static CK_RV
sign (CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG length, CK_BYTE_PTR value,
      CK_ULONG_PTR value_length)
{
  return is_gone () ? CKR_DEVICE_REMOVED
                    : real->C_Sign (session, data, length, value, value_length);
}

static void *
open_really (const char *file, int flags)
{
  static void *(*next) (const char *, int);

  if (next == NULL)
    *(void **)&next = dlsym (RTLD_NEXT, "dlopen");
  return next (file, flags);
}

/* The module that was asked for, behind this one. */
static char *softhsm;

void *
dlopen (const char *file, int flags)
{
  Dl_info here;

  if (file == NULL || strstr (file, "libsofthsm2") == NULL
      || dladdr ((const void *)get_number, &here) == 0)
    return open_really (file, flags);
  if (softhsm == NULL)
    softhsm = strdup (file);
  return open_really (here.dli_fname, flags);
}

CK_RV
C_GetFunctionList (CK_FUNCTION_LIST_PTR_PTR list)
{
  void *library = softhsm != NULL ? open_really (softhsm, RTLD_NOW | RTLD_LOCAL) : NULL;
  CK_C_GetFunctionList get = NULL;

  if (library != NULL)
    *(void **)&get = dlsym (library, "C_GetFunctionList");
  if (get == NULL || get (&real) != CKR_OK)
    return CKR_GENERAL_ERROR;
  fickle = *real;
  fickle.C_GetFunctionList = C_GetFunctionList;
  fickle.C_GetSlotList = get_slot_list;
  fickle.C_GetSlotInfo = get_slot_info;
  fickle.C_GetTokenInfo = get_token_info;
  fickle.C_OpenSession = open_session;
  fickle.C_Login = login;
  fickle.C_FindObjectsInit = find_objects_init;
  fickle.C_SignInit = sign_init;
  fickle.C_Sign = sign;
  *list = &fickle;
  return CKR_OK;
}
