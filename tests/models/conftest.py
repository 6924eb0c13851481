"""What made the models here needs libraries that the project does not have."""

collect_ignore = ["unslotted/make.py"]
