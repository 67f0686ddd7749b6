import Testing

@testable import ClinicalNotesFHIR

@Suite("HTML is reduced to words")
struct HTMLReducerTests {
    private func reduced(_ html: String) -> String {
        String(decoding: HTMLReducer.text(of: Array(html.utf8)), as: UTF8.self)
    }

    @Test(
        "as a reader of the page sees them",
        arguments: [
            ("plain", "plain"), ("", ""), ("<p>One</p><p>Two</p>", "One\n\nTwo"), ("a<br>b<BR/>c", "a\nb\nc"),
            ("a<br><br><br><br>b", "a\n\nb"), ("<div>a</div><div>b</div>", "a\nb"), ("  a \n\t b  ", "a b"),
            ("a<b>b</b> <i>c</i>", "ab c"), ("<ul><li>x<li>y</ul>z", "- x\n- y\n\nz"),
            (
                "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td></td><td>2</td></tr></table>",
                "A | B\n1 | | 2"
            ),
            ("<pre>a\n  b</pre>c", "a\n  b\n\nc"), ("a&nbsp;b&#160;c", "a b c"),
            ("&lt; 130 &amp; &#62; 80 &eacute; &mdash; &#x2264;", "< 130 & > 80 é — ≤"),
            ("&unknown; &; & &#; &#xZ; &amp", "&unknown; &; & &#; &#xZ; &"), ("&#128;&#150;&#1;&#129;", "€–"),
            ("&#1114112;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("5 < 6 <7", "5 < 6 <7"),
            ("10<sup>9</sup>/L H<sub>2</sub>O", "10^9/L H2O"),
            ("<s>no allergies</s> allergic", "[struck out: no allergies] allergic"),
            ("<del>a", "[struck out: a]"), ("</del>a", "a"),
            ("see <img src=x alt=y> here", "see [image] here"),
            ("<title>t</title><body>b", "b"), ("\u{FEFF}a", "a"),
        ]
    )
    func words(html: String, expected: String) {
        #expect(reduced(html) == expected)
    }

    @Test(
        "and without what no reader sees",
        arguments: [
            "a<script>CANARY</script>b", "a<SCRIPT type='x'>CANARY</script >b", "a<style>CANARY</style\n>b",
            "a<script>if (1 </scriptx> CANARY) </script>b", "a<!-- CANARY -->b", "a<!--CANARY--!>b",
            "a<!-- <p>CANARY</p> -- > CANARY -->b", "a<!CANARY>b", "a<?CANARY?>b", "a</ CANARY>b",
            "a<![CDATA[CANARY]]>b",
            "a<p title='CANARY>CANARY'></p>b", "a<p title=\"CANARY'>CANARY\"></p>b",
            "a<x-CANARY>b</x-CANARY>",
            "a<iframe>CANARY</iframe>b", "a<svg><text>CANARY</text></svg>b", "a<textarea>CANARY</textarea>b",
            "a<template>CANARY</template>b", "a<noscript>CANARY</noscript>b", "ab<script>CANARY",
            "ab<!-- CANARY",
            "ab<p title='CANARY", "ab<plaintext>CANARY", "a<!-->b<!--->", "a<p CANARY=\"x\"y='>'>b",
        ]
    )
    func hidden(html: String) {
        let text = reduced(html)
        #expect(text.filter { !$0.isWhitespace } == "ab")
    }

    @Test(
        "of which none reads as markup",
        arguments: [
            "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;&#98;&gt;", "<&lt;/b>", "&#60;!--", "&ltimg src=x>",
            "<&#x3f;xml",
            "<<b>b>", "<<script></script>script>", "&lt;<i>b</i>", "<s>&lt;</s>b", "<sup>&lt;</sup>/a",
        ]
    )
    func noMarkup(html: String) {
        let text = reduced(html)
        #expect(!MutationTests.hasMarkup(Array(text.utf8)))
        #expect(
            reduced(text.replacing("&", with: "")).filter { !$0.isWhitespace }
                == text.replacing("&", with: "").filter { !$0.isWhitespace }
        )
    }

    @Test("escaped markup stays readable")
    func escaped() {
        #expect(reduced("&lt;b&gt;x&lt;/b&gt;") == "< b>x< /b>")
        #expect(reduced("&amp;lt;b") == "&lt;b")
    }

    @Test(
        "in time that grows with the size",
        arguments: ["<", "<!--", "<script><", "&", "<a '", "<s>", "</", "&lt"]
    )
    func linear(pattern: String) {
        let html = Array(String(repeating: pattern, count: 20_000).utf8)
        let text = HTMLReducer.text(of: html)
        #expect(text.count <= html.count * 6)
        #expect(!MutationTests.hasMarkup(text))
    }
}
