namespace Fido2Workflow.Core.Tests.Auditing;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b": 1, "a": [ true, null, "x" ] }""", """{"a":[true,null,"x"],"b":1}""")]
    [InlineData("""{ "\u00e9": "\u20ac \/ \u003c", "Z": "\u0007\n\"\\" }""", """{"Z":"\u0007\n\"\\","é":"€ / <"}""")]
    [InlineData("""{ "a": {}, "A": [] }""", """{"A":[],"a":{}}""")]
    public void It_is_one_text_however_it_was_written(string json, string canonical) => Assert.Equal(canonical, CanonicalJson.Of(Some.Json(json)));

    // Computed by other means: printf '{"number":7,"what":"done"}' | sha256sum
    [Fact]
    public void Its_digest_is_that_of_its_bytes_with_one_member_left_out() => Assert.Equal(
        "sha256:2833a61ece324d91329ba64debe4f8e47a05f1a2962fe523c4dd56b61ad6c893",
        CanonicalJson.DigestWithout(Some.Json("""{ "what": "done", "digest": "sha256:…", "number": 7 }"""), "digest"));
}
