using System.Security.Cryptography;
using System.Text;
using Consult.Silo.Storage;

namespace Consult.Silo.Keys;

/// <summary>The one secret from which every key derives (HKDF-SHA256, RFC 5869).</summary>
internal sealed class MasterKey
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly byte[] _secret;

    private MasterKey(byte[] secret) => _secret = secret;

    /// <summary>A value that tells whether a store was made with this key, and nothing else about it.</summary>
    public byte[] Check => Derive("consult check v1");

    /// <summary>Reads the key from its configured form.</summary>
    /// <exception cref="StoreUnavailableException">It is not 32 bytes in base64.</exception>
    public static MasterKey Parse(string base64, string source)
    {
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(base64.Trim(), bytes, out var length) && length == Size
            ? new(bytes)
            : throw new StoreUnavailableException($"The master key from {source} is not {Size} bytes in base64.");
    }

    /// <summary>Reads the key file, which only its owner may be able to read.</summary>
    /// <exception cref="StoreUnavailableException">It is missing, readable by others, or holds no key.</exception>
    public static MasterKey Read(string file)
    {
        if (!File.Exists(file))
            throw new StoreUnavailableException($"The master key {file} is missing. The record cannot be read without it: restore it from its backup.");
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & others) != 0)
            throw new StoreUnavailableException($"The master key {file} can be read by others. Run: chmod 600 {file}");
        return Parse(File.ReadAllText(file), file);
    }

    /// <summary>Makes a key file that is whole or not there, with mode 600 from the start.</summary>
    public static void Create(string file)
    {
        var draft = file + ".new";
        File.Delete(draft);
        using (var stream = PrivateFile.Create(draft))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)) + "\n"));
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, file);
    }

    /// <summary>A key of 32 bytes for one purpose.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Size, info: Encoding.UTF8.GetBytes(purpose));
}
