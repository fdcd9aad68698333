/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib.h>

#include "etb-hostile-xml.h"

static void
test_plain_documents_are_read (void)
{
  static const char text[] = "<a b=\"1 &amp; &#233;\">é &lt; x<c/></a>";
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) doc = etb_hostile_xml_parse (text, strlen (text), "a.xml", &error);

  g_assert_no_error (error);
  g_assert_true (etb_hostile_xml_is_plain (doc));
}

static void
test_documents_with_more_are_refused (void)
{
  static const char *const texts[] = {
    "",
    "text",
    "<a>",
    "<a/><b/>",
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
    "<!DOCTYPE a [<!ENTITY e \"ee\"><!ENTITY f \"&e;&e;\">]><a b=\"&f;\"/>",
    "<!DOCTYPE a [<!ATTLIST a b CDATA \"x\">]><a/>",
    "<a>&unknown;</a>",
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (etb_hostile_xml_parse (texts[i], strlen (texts[i]), "a.xml", &error));
      g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_XML);
      g_assert_nonnull (strstr (error->message, "a.xml"));
    }
}

static void
test_deep_documents_are_refused (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "<a>");
  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "</a>");
  g_assert_null (etb_hostile_xml_parse (text->str, text->len, "a.xml", NULL));
}

static void
test_what_is_not_plain_is_seen (void)
{
  static const char *const texts[] = {
    "<a><!-- x --></a>",
    "<!-- x --><a/>",
    "<a/><!-- x -->",
    "<a><?x y?></a>",
    "<?x y?><a/>",
    "<a/><?x y?>",
    "<a><b><![CDATA[x]]></b></a>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (xmlDoc) doc = etb_hostile_xml_parse (texts[i], strlen (texts[i]), "a.xml", NULL);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_nonnull (doc);
      g_assert_false (etb_hostile_xml_is_plain (doc));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile-xml/plain-documents-are-read", test_plain_documents_are_read);
  g_test_add_func ("/hostile-xml/documents-with-more-are-refused",
                   test_documents_with_more_are_refused);
  g_test_add_func ("/hostile-xml/deep-documents-are-refused", test_deep_documents_are_refused);
  g_test_add_func ("/hostile-xml/what-is-not-plain-is-seen", test_what_is_not_plain_is_seen);
  return g_test_run ();
}
