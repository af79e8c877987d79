using System.Security.Cryptography;
using System.Text;
using Consult.Api.SignIn;
using Consult.Feeds.Storage;

namespace Consult.Api.Commands;

/// <summary>
/// Keys of things that a command begins. They derive from the sender and the command's id, so that a repetition
/// reaches the same actor, which knows the command; and under the integrity key, so that nobody can guess another's.
/// </summary>
internal sealed class NewIds(IKeyRing keys)
{
    /// <summary>The key for a new feed of a kind: the kind's first letter and 24 hexadecimal digits.</summary>
    public string For(string kind, SignedIn who, string? commandId)
    {
        var digest = HMACSHA256.HashData(
            keys.IntegrityKey.Span, Encoding.UTF8.GetBytes($"consult.new-id\n{kind}\n{who.Account}\n{commandId}"));
        return $"{kind[0]}-{Convert.ToHexStringLower(digest.AsSpan(0, 12))}";
    }
}
