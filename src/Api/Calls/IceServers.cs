using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Consult.Feeds;
using Consult.Silo.Hosting;

namespace Consult.Api.Calls;

/// <summary>
/// Hands out the servers over which two browsers find each other, with credentials for the TURN ones: user name
/// <c>EXPIRY:ACCOUNT</c>, password the HMAC of that under a secret shared with the servers (coturn's
/// <c>use-auth-secret</c>; draft-uberti-behave-turn-rest-00). So no server must know our accounts, and what leaks is
/// soon worth nothing.
/// </summary>
internal sealed class IceServers(IceOptions options, TimeProvider clock)
{
    /// <summary>The servers for one account. Without any configured there are none, and only browsers in one network meet.</summary>
    public IceView For(AccountId account)
    {
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + options.ValidFor).ToUnixTimeSeconds());
        var servers = ImmutableArray.CreateBuilder<IceServer>(2);
        if (options.Stun.Length > 0) servers.Add(new([.. options.Stun], null, null));
        if (options.Turn.Length > 0)
        {
            var username = $"{expiresAt.ToUnixTimeSeconds()}:{account}";
            servers.Add(new([.. options.Turn], username, CredentialOf(options.Secret!, username)));
        }
        return new(servers.DrainToImmutable(), expiresAt);
    }

    /// <summary>The password that a TURN server with the same secret expects of a user name.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification =
        "TURN servers compute HMAC-SHA1 and nothing else. The weakness of SHA-1 is in collisions, which do not touch HMAC.")]
    public static string CredentialOf(string secret, string username) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(username)));
}

/// <summary>The servers over which a browser reaches the other; in the form that <c>RTCPeerConnection</c> takes.</summary>
/// <param name="IceServers">Them.</param>
/// <param name="ExpiresAt">When the credentials end.</param>
internal sealed record IceView(ImmutableArray<IceServer> IceServers, DateTimeOffset ExpiresAt);

/// <summary>Servers that take the same credentials.</summary>
/// <param name="Urls">Their addresses.</param>
/// <param name="Username">User name; null for servers that ask for none.</param>
/// <param name="Credential">Password, valid as long as the user name says.</param>
internal sealed record IceServer(ImmutableArray<string> Urls, string? Username, string? Credential)
{
    /// <summary>Never the password.</summary>
    public override string ToString() => nameof(IceServer);
}

/// <summary>Registers the servers.</summary>
internal static class IceServices
{
    /// <summary>Adds the configured servers.</summary>
    /// <exception cref="ConfigurationException">Credentials could not be made, or would be valid for too long.</exception>
    public static void AddIce(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(IceOptions.Section).Get<IceOptions>() ?? new();
        if (options.Turn.Length > 0 && string.IsNullOrEmpty(options.Secret))
            throw new ConfigurationException($"{IceOptions.Section}:Turn needs {IceOptions.Section}:Secret, as the TURN servers have it.");
        if (options.ValidFor <= TimeSpan.Zero || options.ValidFor > IceOptions.MaxValidFor)
            throw new ConfigurationException($"{IceOptions.Section}:ValidFor must be more than nothing and at most {IceOptions.MaxValidFor}.");
        services.AddSingleton(provider => new IceServers(options, provider.GetRequiredService<TimeProvider>()));
    }
}
