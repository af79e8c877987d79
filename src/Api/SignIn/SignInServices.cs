using Consult.Api.Tickets;
using Consult.Silo.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace Consult.Api.SignIn;

/// <summary>Registers who may sign people in: an OpenID Connect issuer, or in development this server itself.</summary>
internal static class SignInServices
{
    /// <summary>Registers sign-in, tokens and tickets.</summary>
    /// <exception cref="ConfigurationException">No issuer is configured, and this is not a development server.</exception>
    public static void AddSignIn(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var oidc = OidcOptions.Of(configuration);
        if (oidc.IsConfigured)
            services.AddSingleton(provider => oidc.Rules(provider.GetRequiredService<TimeProvider>()));
        else if (IsDevelopmentSignIn(configuration, environment))
            services.AddSingleton<KnownPeople>().AddSingleton<DevelopmentTokens>()
                .AddSingleton(provider => provider.GetRequiredService<DevelopmentTokens>().Rules);
        else
            throw new ConfigurationException(
                $"Nobody could sign in safely: set Oidc:Authority and Oidc:Audience to an OpenID Connect issuer. "
                + $"(This is environment {environment.EnvironmentName}; development sign-in exists in Development alone.)");

        services.AddSingleton<AccountOpener>();
        // AddAuthentication would bring data protection, which keeps keys in the home folder; nothing here needs them.
        services.AddWebEncoders();
        services.AddAuthenticationCore(options => options.DefaultScheme = TokenHandler.Name);
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null)
            .AddScheme<AuthenticationSchemeOptions, TicketHandler>(TicketHandler.Name, null);
        services.AddAuthorization();
    }

    /// <summary>Whether this server signs in whoever asks.</summary>
    public static bool IsDevelopmentSignIn(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment() && !OidcOptions.Of(configuration).IsConfigured;
}
