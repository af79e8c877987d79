using Consult.Feeds.Storage;

namespace Consult.Featured;

/// <summary>By which pairs and words a published text is found.</summary>
public sealed class BigramTests
{
    [Theory]
    [InlineData("感冒", "g:感冒")]
    [InlineData("感冒了", "g:感冒 g:冒了")]
    [InlineData("感冒，发烧", "g:感冒 g:发烧")]
    [InlineData("咳", "")]
    [InlineData("COVID-19 感染", "w:covid w:19 g:感染")]
    [InlineData("ＣＯＶＩＤ１９", "w:covid19")]
    [InlineData("维生素B12缺乏", "g:维生 g:生素 w:b12 g:缺乏")]
    [InlineData("咳咳咳", "g:咳咳")]
    [InlineData("𠮷野家", "g:𠮷野 g:野家")]
    [InlineData("café", "w:café")]
    [InlineData("かぜ薬", "g:かぜ g:ぜ薬")]
    [InlineData("", "")]
    [InlineData(" \n🤧 ", "")]
    public void A_text_has_these(string text, string terms) => string.Join(' ', Bigrams.Of(text)).ShouldBe(terms);

    [Fact]
    public void A_word_is_found_in_whatever_width_and_case_it_was_written() =>
        Bigrams.Of("covid").ShouldBe(Bigrams.Of("ＣＯＶＩＤ"));

    [Fact]
    public void Every_pair_of_a_part_is_one_of_the_whole()
    {
        const string text = "慢性咳嗽三周，夜里加重；查过CT，没有异常";
        foreach (var part in new[] { "慢性咳嗽", "夜里加", "查过ct", "没有异常", "咳嗽三" })
            Bigrams.Of(part).Except(Bigrams.Of(text)).ShouldBeEmpty(part);
    }

    [Fact]
    public void A_long_text_has_more_than_an_entry_holds_and_they_come_in_its_order()
    {
        var text = string.Concat(Enumerable.Range(0x4E00, 3000).Select(c => (char)c));
        Bigrams.Of(text).Count().ShouldBe(2999);
        Bigrams.Of(text).Take(Entry.MaxTerms).Last().ShouldBe($"g:{(char)(0x4E00 + 1999)}{(char)(0x4E00 + 2000)}");
    }
}
