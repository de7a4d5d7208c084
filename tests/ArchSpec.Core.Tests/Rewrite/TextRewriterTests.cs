using ArchSpec.Testing;

namespace ArchSpec.Core.Tests.Rewrite;

public sealed class TextRewriterTests
{
    [Theory]
    [InlineData("filters: «64|11|was 64»\n", "filters: 11  # was 64\n")]
    [InlineData("filters: «64|11|was 64»", "filters: 11  # was 64")]
    [InlineData("filters: «64|11|was 64»\r\nnext: 1\r\n", "filters: 11  # was 64\r\nnext: 1\r\n")]
    [InlineData("filters: «64|11|was 64»\r\n", "filters: 11  # was 64\r\n")]
    [InlineData("filters: «64|11»\n", "filters: 11\n")]
    [InlineData("- Dense: «128|7|was 128»\n- Flatten\n", "- Dense: 7  # was 128\n- Flatten\n")]
    [InlineData("- Conv2D: [«32|5|was 32», 3]\n", "- Conv2D: [5, 3]  # was 32\n")]
    [InlineData("- I: [«64|8|a was 64», 96, «128|9|b was 128»]\n", "- I: [8, 96, 9]  # a was 64; b was 128\n")]
    [InlineData("- { «9|8|was 9», «7|6» }\n", "- { 8, 6 }  # was 9\n")]
    [InlineData("a: { b: «64|8|was 64»,\n     c: «32|4|was 32» }\n", "a: { b: 8,  # was 64\n     c: 4 }  # was 32\n")]
    [InlineData("«9|10|was 9»", "10  # was 9")]
    public void A_value_is_replaced_with_its_reason(string marked, string expected) => Assert.Equal(expected, new MarkedText(marked).Rewritten);

    [Theory]
    [InlineData("a: «64|8|was 64»  # as in the paper\n", "a: 8  # as in the paper; was 64\n")]
    [InlineData("a: «64|8|was 64» # see\r\n", "a: 8 # see; was 64\r\n")]
    [InlineData("a: { b: «64|8|was 64», name: \"x # y\" }\n", "a: { b: 8, name: \"x # y\" }  # was 64\n")]
    [InlineData("a: { b: «64|8|was 64», name: 'x # y' } # z\n", "a: { b: 8, name: 'x # y' } # z; was 64\n")]
    [InlineData("a: { b: «64|8|was 64», name: 'it''s # y' }\n", "a: { b: 8, name: 'it''s # y' }  # was 64\n")]
    [InlineData("a: { b: «64|8|was 64», name: \"x \\\" # y\" }\n", "a: { b: 8, name: \"x \\\" # y\" }  # was 64\n")]
    [InlineData("a: { b: «64|8|was 64», name: x#y }\n", "a: { b: 8, name: x#y }  # was 64\n")]
    [InlineData("a: «64|8|was 64»\t# tab\n", "a: 8\t# tab; was 64\n")]
    [InlineData("a: «64|8»  # as in the paper\n", "a: 8  # as in the paper\n")]
    public void A_comment_that_is_there_goes_on(string marked, string expected) => Assert.Equal(expected, new MarkedText(marked).Rewritten);

    [Theory]
    [InlineData("a: «64|8|was 64: quiet» # was 70\r\n", "a: 8 # was 70: quiet\r\n")]
    [InlineData("a: «64|8|was 64: 56 died» # x; was 70: 6 died; y\n", "a: 8 # x; was 70: 62 died; y\n")]
    [InlineData("- I: [«8|4|was 8: 4 died», 9] # was 64, 96: 5 died\n", "- I: [4, 9] # was 64, 96: 9 died\n")]
    [InlineData("- I: [«8|4|was 8, 9: 3 died», «9|7»] # was 64, 96: 5 died, 1 left\n", "- I: [4, 7] # was 64, 96: 8 died, 1 left\n")]
    [InlineData("a: [«64|8|was 64, 5: 56 died», «5|4»] # was 70, 6: 7 died\n", "a: [8, 4] # was 70, 6: 63 died\n")]
    [InlineData("a: [«64|8|c was 64: 56 died», 5] # b was 6: 1 died; c was 70: 6 died\n", "a: [8, 5] # b was 6: 1 died; c was 70: 62 died\n")]
    [InlineData("a: [«64|8|c was 64: 56 died», 5] # b was 70: 1 died\n", "a: [8, 5] # b was 70: 1 died; c was 64: 56 died\n")]
    [InlineData("a: [«64|8|was 64: 56 died», 5] # was 6: 1 died\n", "a: [8, 5] # was 6: 1 died; was 64: 56 died\n")]
    public void What_an_earlier_round_said_becomes_one_comment_with_what_is_new(string marked, string expected) =>
        Assert.Equal(expected, new MarkedText(marked).Rewritten);

    [Fact]
    public void Without_edits_every_character_stays()
    {
        const string text = "# 🌾 rice\r\na: 1\n\n\tb: '2'   \n--- # end\n  ";
        Assert.Equal(text, new MarkedText(text).Rewritten);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_spec_stays_as_the_person_wrote_it(string lineEnd)
    {
        var marked = new MarkedText(Spec.ReplaceLineEndings(lineEnd));
        var (old, rewritten) = (marked.Text.Split(lineEnd), marked.Rewritten.Split(lineEnd));

        // The invariant beside the snapshot: as many lines, and those that hold no edit are the same.
        var edited = Spec.Split('\n').Index().Where(line => line.Item.Contains('«', StringComparison.Ordinal)).Select(line => line.Index).ToHashSet();
        Assert.Equal(old.Length, rewritten.Length);
        Assert.Equal(edited, Enumerable.Range(0, old.Length).Where(line => old[line] != rewritten[line]).ToHashSet());
        Snapshot.Verify(marked.Rewritten, extension: "yaml");
    }

    private const string Spec = """
        # Rice, as 🌾 grows: "quotes" and it's apostrophes.
        archspec: 1

        name:   'rice # 7'      # odd spacing stays
        input: [224, 224, 3]
        layers:
          - Conv2D: { filters: «32|5|was 32: 27 never fired on 75,000 images», kernel_size: &k 3, padding: "same" }   # first
          - Conv2D: [«64|11|was 64: 53 never fired on 75,000 images», *k]
          # a comment of its own
          - Conv2D:
              # with a comment inside
              activation: relu
              filters: «128|90|was 128: 38 never fired on 75,000 images»
              kernel_size: *k

          - Conv2D: {
              filters: «16|15|was 16: 1 hardly ever fired»,   # see the paper
              kernel_size: 3,
            }
          - Inception: [«64|60|conv2d_4 was 64: 4 never fired on 75,000 images», 96, «128|120|conv2d_6 was 128: 8 never fired on 75,000 images», 16, 32, 32]
          - Dense: «128|100|was 128: 28 never fired on 75,000 images»
          - {Dense: {units: 5, activation: softmax}}
        weights: «"old weights.safetensors"|new.safetensors»
        training: { epochs: 50 }
        """;
}
