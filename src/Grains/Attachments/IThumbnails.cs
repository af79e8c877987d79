namespace Consult.Attachments;

/// <summary>Makes small pictures of large ones. Pure computation that may take a second: not for an actor's own turn.</summary>
public interface IThumbnails
{
    /// <summary>The longest side of a thumbnail, in pixels.</summary>
    const int LongestSide = 320;

    /// <summary>The most pixels an image may have: decoded they take 200 MB.</summary>
    const int MaxPixels = 50_000_000;

    /// <summary>Looks at an image and makes its thumbnail.</summary>
    /// <param name="image">The whole file.</param>
    Thumbnail Make(byte[] image);
}

/// <summary>What became of a thumbnail.</summary>
/// <param name="IsTooLarge">Whether the image has more than <see cref="IThumbnails.MaxPixels"/>; it was not decoded.</param>
/// <param name="Jpeg">The thumbnail; null when the image could not be decoded, as HEIC.</param>
public readonly record struct Thumbnail(bool IsTooLarge, byte[]? Jpeg);
