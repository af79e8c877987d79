using System.Text;

namespace Consult.Attachments;

/// <summary>What a file is, its first bytes say.</summary>
public sealed class FileTypeTests
{
    [Theory]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("89504E470D0A1A0A", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("00000018667479706865696300000000", "image/heic")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("494433040000", "audio/mpeg")]
    [InlineData("FFFB9064", "audio/mpeg")]
    [InlineData("FFF15080", "audio/aac")]
    [InlineData("0000001C667479704D344120", "audio/mp4")]
    [InlineData("524946460000000057415645", "audio/wav")]
    [InlineData("2321414D520A", "audio/amr")]
    [InlineData("2321414D522D57420A", "audio/amr-wb")]
    [InlineData("4F67675300020000000000000000000000000000000000000000" + "0113" + "4F70757348656164", "audio/ogg")]
    [InlineData("4F67675300020000000000000000000000000000000000000000" + "011E" + "01766F72626973", "audio/ogg")]
    // A film in the same kinds of container, a page, a program, a picture that can hold scripts, and next to nothing.
    [InlineData("4F67675300020000000000000000000000000000000000000000" + "012A" + "807468656F7261", null)]
    [InlineData("00000018667479706D703432", null)]
    [InlineData("52494646000000004156492000000000", null)]
    [InlineData("3C68746D6C3E", null)]
    [InlineData("4D5A9000", null)]
    [InlineData("3C737667", null)]
    [InlineData("FFFE", null)]
    [InlineData("FFFE610062006300", null)]
    [InlineData("", null)]
    [InlineData("4F676753", null)]
    public void A_file_is_known_by_its_content(string hex, string? type) => FileTypes.Of(Convert.FromHexString(hex)).ShouldBe(type);

    [Fact]
    public void No_beginning_of_a_file_is_too_short_to_be_asked_about()
    {
        var page = Encoding.ASCII.GetBytes("OggS" + new string('\uFFFD', 60));
        page[26] = 255;
        for (var length = 0; length <= page.Length; length++) FileTypes.Of(page.AsSpan(0, length)).ShouldBeNull();
    }
}
