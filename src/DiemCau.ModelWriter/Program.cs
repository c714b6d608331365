using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;

// Writes the entity model as code into the folder that is given. Run when the server is built (StoredModel.targets); needs no database.
var options = new DbContextOptionsBuilder<DiemCauDb>();
options.UseNpgsql();
await using var db = new DiemCauDb(options.Options);
var services = new ServiceCollection();
services.AddEntityFrameworkDesignTimeServices();
new NpgsqlDesignTimeServices().ConfigureDesignTimeServices(services);
services.AddDbContextDesignTimeServices(db);
await using var provider = services.BuildServiceProvider();
await using var scope = provider.CreateAsyncScope();
_ = scope.ServiceProvider.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(
    db.GetService<IDesignTimeModel>().Model, Path.GetFullPath(args[0]), new CompiledModelCodeGenerationOptions
    {
        ContextType = typeof(DiemCauDb),
        ModelNamespace = "DiemCau.Server.StoredModel",
        Language = "C#",
    });
