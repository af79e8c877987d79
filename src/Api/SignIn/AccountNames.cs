using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;

namespace Consult.Api.SignIn;

/// <summary>Which account a sign-in belongs to.</summary>
internal static class AccountNames
{
    /// <summary>An account that a person may sign in with. <see cref="AccountId.System"/> is no person's.</summary>
    public static bool TryParse(string? text, out AccountId account) =>
        AccountId.TryParse(text, out account) && account != AccountId.System;

    /// <summary>
    /// The account of an issuer's subject. Issuers use up to 255 characters of any kind; a subject that is no key of
    /// ours is replaced by its digest.
    /// </summary>
    public static AccountId FromSubject(string subject) =>
        TryParse(subject, out var account)
            ? account
            : new("s-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, 20)));
}
