using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace Consult.Api.Web;

/// <summary>
/// The built pages, read at the start: a few files that every visitor gets, and that a new build beside a running server
/// must not mix with the old ones.
/// </summary>
internal sealed class WebFiles
{
    /// <summary>What this folder holds is named after its content.</summary>
    private const string Hashed = "assets/";

    private readonly FrozenDictionary<string, WebFile> _files;

    private WebFiles(IEnumerable<WebFile> files) => _files = files.ToFrozenDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>The page that every address of the pages begins with; null when the pages were not built.</summary>
    public WebFile? Index => _files.GetValueOrDefault("index.html");

    /// <summary>Reads a folder; one that is not there is empty.</summary>
    public static WebFiles Load(string folder)
    {
        if (!System.IO.Directory.Exists(folder)) return new([]);
        var types = new FileExtensionContentTypeProvider();
        return new(
            from name in System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            where !name.EndsWith(".br", StringComparison.Ordinal) && !name.EndsWith(".gz", StringComparison.Ordinal)
            let path = Path.GetRelativePath(folder, name).Replace(Path.DirectorySeparatorChar, '/')
            let type = types.TryGetContentType(name, out var known) ? known : "application/octet-stream"
            let bytes = File.ReadAllBytes(name)
            select new WebFile(
                path, IsText(type) ? type + "; charset=utf-8" : type, path.StartsWith(Hashed, StringComparison.Ordinal),
                Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16)), bytes, Packed(name + ".br"), Packed(name + ".gz")));
    }

    /// <summary>
    /// What an address under the pages leads to: a file, or the index, which finds the page itself. Null for an asset of
    /// another build: a page in its place would be read as a script.
    /// </summary>
    public WebFile? Find(string path) =>
        _files.GetValueOrDefault(path) ?? (path.StartsWith(Hashed, StringComparison.Ordinal) ? null : Index);

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.Ordinal);

    private static byte[]? Packed(string name) => File.Exists(name) ? File.ReadAllBytes(name) : null;
}

/// <summary>One file of the pages.</summary>
/// <param name="Path">Relative to their folder.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="IsImmutable">Whether its name changes with what is in it.</param>
/// <param name="Digest">What tells it from another version.</param>
/// <param name="Bytes">As it is.</param>
/// <param name="Brotli">The same, packed; null when that was not worth it.</param>
/// <param name="Gzip">The same, packed; null when that was not worth it.</param>
internal sealed record WebFile(
    string Path, string MediaType, bool IsImmutable, string Digest, byte[] Bytes, byte[]? Brotli, byte[]? Gzip);
