"""Programs of ours that run inside the sandbox: standard library only, copied there one by one."""
