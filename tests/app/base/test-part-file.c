/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a file has its name when it is whole, on file systems that have files without a name and on
 * those that do not. For these the kernel is told to refuse O_TMPFILE, in a process of its own. */

#include "etb-part-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *path;
  int fd;
} Folder;

static void
set_up (Folder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  folder->path = g_dir_make_tmp ("etabli-part-XXXXXX", &error);
  g_assert_no_error (error);
  folder->fd = open (folder->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  g_assert_cmpint (folder->fd, >=, 0);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names in the folder, sorted, with a space after each. */
static char *
list (Folder *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (all, "%s ", (const char *)g_ptr_array_index (names, i));
  return g_string_free (all, FALSE);
}

static void
assert_list (Folder *folder, const char *wanted)
{
  g_autofree char *found = list (folder);

  g_assert_cmpstr (found, ==, wanted);
}

static void
assert_content (Folder *folder, const char *name, const char *wanted)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, wanted);
}

static void
put (Folder *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
tear_down (Folder *folder, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    unlinkat (folder->fd, name, 0);
  close (folder->fd);
  g_rmdir (folder->path);
  g_free (folder->path);
}

static EtbPartFile *
begin (Folder *folder, const char *content)
{
  EtbPartFile *part = etb_part_file_new (folder->fd);

  g_assert_nonnull (part);
  g_assert_cmpint (write (etb_part_file_get_fd (part), content, strlen (content)), ==,
                   strlen (content));
  return part;
}

static void
is_whole_under_a_new_name (Folder *folder, gconstpointer data)
{
  g_autoptr (EtbPartFile) part = begin (folder, "neuf");
  g_autofree char *path = etb_part_file_dup_path (part, folder->path);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "neuf");
  g_assert_true (etb_part_file_keep_as_new (part, "a"));
  assert_list (folder, "a ");
  assert_content (folder, "a", "neuf");
}

static void
takes_no_name_that_is_there (Folder *folder, gconstpointer data)
{
  const char *const names[] = { "a", "lien" };

  put (folder, "a", "ancien");
  g_assert_cmpint (symlinkat ("nulle-part", folder->fd, "lien"), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (EtbPartFile) part = begin (folder, "neuf");

      g_assert_false (etb_part_file_keep_as_new (part, names[i]));
      g_assert_cmpint (errno, ==, EEXIST);
    }
  assert_list (folder, "a lien ");
  assert_content (folder, "a", "ancien");
}

static void
takes_the_place_of_another (Folder *folder, gconstpointer data)
{
  const char *const names[] = { "a", "b", "lien" };

  put (folder, "a", "ancien");
  g_assert_cmpint (symlinkat ("a", folder->fd, "lien"), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (EtbPartFile) part = begin (folder, names[i]);

      g_assert_true (etb_part_file_keep_over (part, names[i]));
    }
  assert_list (folder, "a b lien ");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    assert_content (folder, names[i], names[i]);
}

static void
leaves_nothing_when_it_is_not_kept (Folder *folder, gconstpointer data)
{
  etb_part_file_free (begin (folder, "neuf"));
  assert_list (folder, "");
}

/* Begins a file and is killed. */
static void
die_on_the_way (Folder *folder)
{
  const pid_t child = fork ();
  int status;

  if (child == 0)
    {
      begin (folder, "à moitié");
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
}

static void
is_swept_when_its_program_was_killed (Folder *folder, gconstpointer data)
{
  g_autoptr (EtbPartFile) living = NULL;
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;

  put (folder, "a", "ancien");
  put (folder, ETB_PART_FILE_PREFIX "pas-à-nous", "ancien");
  before = list (folder);
  die_on_the_way (folder);
  etb_part_file_sweep (folder->fd);
  assert_list (folder, before);

  /* One that is being written stays. */
  living = begin (folder, "neuf");
  during = list (folder);
  etb_part_file_sweep (folder->fd);
  assert_list (folder, during);
  g_assert_true (etb_part_file_keep_over (living, "a"));
  etb_part_file_sweep (folder->fd);
  assert_list (folder, before);
  assert_content (folder, "a", "neuf");
}

static void
left_under_its_hidden_name_is_swept (Folder *folder, gconstpointer data)
{
  put (folder, "victime", "ancien");
  put (folder, ETB_PART_FILE_PREFIX "abc123", "à moitié");
  g_assert_cmpint (symlinkat ("victime", folder->fd, ETB_PART_FILE_PREFIX "abc124"), ==, 0);
  g_assert_cmpint (mkfifoat (folder->fd, ETB_PART_FILE_PREFIX "abc125", 0600), ==, 0);
  etb_part_file_sweep (folder->fd);
  assert_list (folder, ETB_PART_FILE_PREFIX "abc124 " ETB_PART_FILE_PREFIX "abc125 victime ");
  assert_content (folder, "victime", "ancien");
}

/* From here on, in this process, no file system has files without a name. */
static gboolean
refuse_files_without_a_name (void)
{
  const guint32 flag = O_TMPFILE & ~O_DIRECTORY;
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, args[2])),
    BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, flag, 0, 1),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EOPNOTSUPP),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog program = { G_N_ELEMENTS (filter), filter };

  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
         && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static void
test_without_unnamed_files (void)
{
  g_test_trap_subprocess ("/part-file/hidden/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static const struct
{
  const char *name;
  void (*run) (Folder *folder, gconstpointer data);
} cases[] = {
  { "is-whole-under-a-new-name", is_whole_under_a_new_name },
  { "takes-no-name-that-is-there", takes_no_name_that_is_there },
  { "takes-the-place-of-another", takes_the_place_of_another },
  { "leaves-nothing-when-it-is-not-kept", leaves_nothing_when_it_is_not_kept },
  { "is-swept-when-its-program-was-killed", is_swept_when_its_program_was_killed },
  { "left-under-its-hidden-name-is-swept", left_under_its_hidden_name_is_swept },
};

static void
test_all_hidden (void)
{
  g_autofree char *listed = NULL;
  Folder folder;

  if (!refuse_files_without_a_name ())
    return; /* a kernel that filters no calls */
  set_up (&folder, NULL);
  etb_part_file_free (begin (&folder, ""));
  {
    g_autoptr (EtbPartFile) part = begin (&folder, "");

    listed = list (&folder);
    g_assert_true (g_str_has_prefix (listed, ETB_PART_FILE_PREFIX));
  }
  tear_down (&folder, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set_up (&folder, NULL);
      cases[i].run (&folder, NULL);
      tear_down (&folder, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/part-file/", cases[i].name, NULL);

      g_test_add (path, Folder, NULL, set_up, cases[i].run, tear_down);
    }
  g_test_add_func ("/part-file/hidden", test_without_unnamed_files);
  g_test_add_func ("/part-file/hidden/subprocess", test_all_hidden);
  return g_test_run ();
}
