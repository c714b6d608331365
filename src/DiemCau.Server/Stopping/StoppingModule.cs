namespace DiemCau.Server.Stopping;

internal static class StoppingModule
{
    public static IServiceCollection AddStopping(this IServiceCollection services)
    {
        services.AddSingleton<Draining>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.AddHealthChecks().AddCheck<Draining>("stopping");
        return services;
    }
}
